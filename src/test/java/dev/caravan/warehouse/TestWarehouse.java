package dev.caravan.warehouse;

import dev.caravan.RunningCaravan;
import dev.caravan.event.Event;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Parsed;
import dev.caravan.event.Received;
import dev.caravan.simulator.SimulatedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** The tables in an empty database of their own, and batches without a Kafka. */
final class TestWarehouse implements AutoCloseable {
    static final TopicIdentity TOPIC = new TopicIdentity("ecommerce-events", "the-first-one");
    /** The topic may begin anywhere, as after its retention; from then on nothing is missing. */
    static final Gaps NO_GAPS = (topic, partition, nextOffset, offset) -> {
        if (nextOffset > 0) {
            throw new RecordsPassedOverException("nothing may be missing before offset " + offset);
        }
        return nextOffset;
    };

    private static final EventParser PARSER = new EventParser(ZoneOffset.UTC, "EUR", contract());

    private final BasicDataSource dataSource = new BasicDataSource();

    private TestWarehouse(String url) {
        dataSource.setUrl(url);
        dataSource.setMaxTotal(20);
    }

    /** A copy of the one that the first call makes in that server: the migrations take longer than all that most tests do. */
    static TestWarehouse create(EmbeddedPostgres postgres) throws SQLException {
        String model = "caravan_model";
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (RunningCaravan.rows(connection, "select 1 from pg_database where datname = '" + model + "'")
                    .isEmpty()) {
                statement.execute("create database " + model);
                Migrations.run(postgres.getDatabase("postgres", model), ZoneOffset.UTC, "EUR");
            }
        }
        return createOf(model, postgres);
    }

    /** A database without a table. */
    static TestWarehouse createEmpty(EmbeddedPostgres postgres) {
        return createOf("template1", postgres);
    }

    private static TestWarehouse createOf(String model, EmbeddedPostgres postgres) {
        String name = "caravan_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + model);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestWarehouse(postgres.getJdbcUrl("postgres", name));
    }

    /** The last table first. Deletes, since truncating takes a new file for each of hundreds of partitions and indexes. */
    static void empty(Consumer<String> execute, Stream<String> tables) {
        List<String> statements =
                new ArrayList<>(tables.map(table -> "delete from " + table).toList());
        Collections.reverse(statements);
        execute.accept(String.join("; ", statements));
    }

    DataSource dataSource() {
        return dataSource;
    }

    private static EventContract contract() {
        try (InputStream in =
                Objects.requireNonNull(TestWarehouse.class.getResourceAsStream("/quality/event.schema.json"))) {
            return EventContract.read(in, "quality/event.schema.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EventStore store() {
        return store(TOPIC, NO_GAPS);
    }

    EventStore store(TopicIdentity topic, Gaps gaps) {
        return new EventStore(
                dataSource,
                () -> topic,
                gaps,
                ZoneOffset.UTC,
                new StoreMetrics(new SimpleMeterRegistry()),
                FreshRecords.NOBODY);
    }

    /** What the route does before the store stage: every record of a batch, judged. */
    static Batch judged(List<Received> received, EventParser parser, Instant now) {
        Batch batch = new Batch(received);
        List<Received> inOrder = batch.received();
        for (int i = 0; i < inOrder.size(); i++) {
            batch.judge(i, parser.parse(Objects.requireNonNull(inOrder.get(i).value()), now));
        }
        return batch;
    }

    /** The batches of one partition, in their order. */
    static List<List<Received>> ofPartition(List<List<Received>> batches, int partition) {
        return batches.stream()
                .map(batch -> batch.stream()
                        .filter(one -> one.partition() == partition)
                        .toList())
                .filter(batch -> !batch.isEmpty())
                .toList();
    }

    /** Goes on until every record has its place, as the route does. Returns what went to the dead-letter topic, partition/offset. */
    static List<String> settle(EventStore store, Batch batch) {
        List<String> parked = new ArrayList<>();
        while (batch.isOpen()) {
            batch.awaitingParking()
                    .forEach(one -> parked.add(
                            one.received().partition() + "/" + one.received().offset()));
            batch.parked();
            store.store(batch);
        }
        return parked;
    }

    static Parsed parse(byte[] json) {
        return PARSER.parse(json, Instant.now());
    }

    static Event parse(SimulatedEvent event) {
        return (Event) parse(event.json());
    }

    /** Page views of one visitor, one an hour, with that coupon each. */
    static Event view(int number, String coupon) {
        String json = """
                {"event_id": "view-%d", "event_type": "page_view", "event_timestamp": "2026-03-%02dT%02d:00:00Z",
                 "user_id": "ada", "coupon": "%s"}""".formatted(number, 1 + number / 24 % 28, number % 24, coupon);
        return (Event) parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** One partition's records from that offset on, judged already. */
    static Batch batch(int partition, long firstOffset, List<? extends Parsed> judgements) {
        List<Received> received = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            received.add(received(partition, firstOffset + i));
        }
        Batch batch = new Batch(received);
        for (int i = 0; i < judgements.size(); i++) {
            batch.judge(i, judgements.get(i));
        }
        return batch;
    }

    static Received received(int partition, long offset) {
        byte[] value = ("record " + offset).getBytes(StandardCharsets.UTF_8);
        return new Received(TOPIC.name(), partition, offset, 1_700_000_000_000L, null, value, List.of());
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, columns joined by {@code |}, null as an empty text. */
    List<String> query(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(Objects.requireNonNullElse(rows.getString(i), ""));
                }
                found.add(String.join("|", row));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Partition, next offset, stored, duplicates, dead and gaps of every partition of every topic. */
    List<String> offsets() {
        return query("select partition, next_offset, stored, duplicates, dead, gaps from stream_offsets"
                + " order by topic_id, partition");
    }

    long count(String table) {
        return Long.parseLong(query("select count(*) from " + table).get(0));
    }

    @Override
    public void close() throws SQLException {
        dataSource.close();
    }
}
