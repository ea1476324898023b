package dev.caravan;

import static org.awaitility.Awaitility.await;

import dev.caravan.simulator.SimulatedEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka and a PostgreSQL that stay while instances of the application come, go and are killed. All of it ends with the test. */
final class FaultGround implements AutoCloseable {
    static final String TOPIC = "ecommerce-events";
    private static final String DATABASE = "caravan";
    private static final String PLACES = "select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets";

    private final Path folder;
    private final KafkaCluster kafka;
    private final EmbeddedPostgres postgres;
    private final Map<String, ChildCaravan> instances = new HashMap<>();
    private final List<SteadyLoad> loads = new ArrayList<>();

    private FaultGround(Path folder, KafkaCluster kafka, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    static FaultGround start(Path folder, int kafkaNodes) throws Exception {
        KafkaCluster kafka = KafkaCluster.start(folder, kafkaNodes);
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("postgres"))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            FaultGround ground = new FaultGround(folder, kafka, postgres);
            Runtime.getRuntime().addShutdownHook(new Thread(ground::killAll, "fault-ground-end"));
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            }
            return ground;
        } catch (Exception e) {
            kafka.close();
            throw e;
        }
    }

    KafkaCluster kafka() {
        return kafka;
    }

    /** Starts an instance with one consumer, unless the one of that name lives or these settings say otherwise; doesn't wait. */
    ChildCaravan instance(String name, Map<String, String> settings) throws IOException {
        ChildCaravan running = instances.get(name);
        if (running != null && running.process().isAlive()) {
            return running;
        }
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.brokers", kafka.brokers(),
                "database.url",
                        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE + "?ApplicationName="
                                + name,
                "database.user", "postgres",
                "stage.simulator", "false",
                "stage.import", "false",
                "stage.dashboard", "false",
                "pipeline.consumers", "1",
                "pipeline.batch-size", "200"));
        all.putAll(Map.of(
                "kafka.client.client.id", name,
                "kafka.client.session.timeout.ms", "2000",
                "kafka.client.heartbeat.interval.ms", "500"));
        all.putAll(settings);
        StreamSuite.write(folder.resolve(name));
        ChildCaravan instance = ChildCaravan.start(folder.resolve(name), all, ChildJava.SHORT_LIVED);
        instances.put(name, instance);
        return instance;
    }

    /** Begins to send to the topic of events. */
    SteadyLoad load(int eventsPerSec, long seed) {
        SteadyLoad load = SteadyLoad.start(kafka.brokers(), TOPIC, eventsPerSec, seed);
        loads.add(load);
        return load;
    }

    /** The rows of a query, columns joined by {@code |}. */
    List<String> query(String sql) {
        try (Connection connection = connection()) {
            return RunningCaravan.rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long count(String sql) {
        return Long.parseLong(query(sql).get(0));
    }

    /** A connection beside the application. The caller closes it. */
    Connection connection() throws SQLException {
        return postgres.getDatabase("postgres", DATABASE).getConnection();
    }

    /** How many records have found their places; 0 as long as there are no tables. */
    long places() {
        return count("select count(*) from pg_tables where tablename = 'stream_offsets'") == 0 ? 0 : count(PLACES);
    }

    /** Returns when so many more records have found their places. */
    void awaitMorePlaces(long more, Duration patience) {
        long before = places();
        await().alias(more + " records beyond " + before + " find their places")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> places() >= before + more);
    }

    /** Stops all load, waits until everything has found its place, and fails unless each record has the right one. */
    void settle(Duration patience) throws Exception {
        settle(patience, List.of());
    }

    /** The same, where these events came to the topic as well, each at least once. */
    void settle(Duration patience, List<SimulatedEvent> imported) throws Exception {
        List<SteadyLoad.Sent> sent =
                loads.stream().flatMap(load -> load.stop().stream()).toList();
        List<SimulatedEvent> all = new ArrayList<>(imported);
        sent.forEach(one -> all.add(one.event()));
        Ledger ledger = Ledger.of(kafka.brokers(), TOPIC, all);
        ledger.assertHoldsWhatWasAcknowledged(sent);
        ledger.assertHolds(all);
        ledger.assertBalances(this::query, patience);
        ledger.assertDeadLettersAreParked(Traffic.deadLetters(kafka.brokers()));
    }

    /** Ends every instance as kill -9 does. */
    void killAll() {
        instances.values().forEach(ChildCaravan::kill);
    }

    @Override
    public void close() throws IOException {
        loads.forEach(SteadyLoad::close);
        killAll();
        kafka.close();
        postgres.close();
    }
}
