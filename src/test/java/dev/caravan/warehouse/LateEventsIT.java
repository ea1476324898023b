package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Recomputation;
import dev.caravan.RunningCaravan;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order in which events come and however they are split into batches, the derived tables say what the events say. */
class LateEventsIT {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final TopicIdentity TOPIC = new TopicIdentity("ecommerce-events", "a-topic");
    private static final int EVENTS = 160;
    private static final int ORDERS_OF_ARRIVAL = 4;

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static EventParser parser;
    private static EventStore store;

    @BeforeAll
    static void startTheDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getPostgresDatabase();
        Migrations.run(dataSource, NEW_YORK, "EUR");
        store = new EventStore(
                dataSource,
                () -> TOPIC,
                (topic, partition, nextOffset, offset) -> nextOffset,
                NEW_YORK,
                new StoreMetrics(new SimpleMeterRegistry()),
                FreshRecords.NOBODY);
        try (InputStream contract = EventContract.class.getResourceAsStream("/quality/event.schema.json")) {
            parser = new EventParser(NEW_YORK, "EUR", EventContract.read(contract, "quality/event.schema.json"));
        }
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void forgetTheFirstOrder() {
        execute("drop schema if exists first cascade");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyOrderOfArrivalGivesTheSameTables(long seed) {
        List<byte[]> records = new ArrayList<>(new RandomShop(seed).records(EVENTS));
        Random random = new Random(seed);
        for (int order = 0; order < ORDERS_OF_ARRIVAL; order++) {
            empty();
            batches(records, 3, random).forEach(LateEventsIT::store);

            Recomputation.assertEveryRecordHasItsPlace(LateEventsIT::query);
            Recomputation.assertEqualsDerivedTables(LateEventsIT::query, "recomputed");
            if (order == 0) {
                keepAsFirst();
            } else {
                Recomputation.assertEqualsDerivedTables(LateEventsIT::query, "first");
            }
            Collections.shuffle(records, random);
        }
        assertThat(query("select count(*) from sessions where derived and events > 1"))
                .as("derived sessions of several events")
                .doesNotContain("0");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void twoConsumersAtOnceGiveTheTablesOfOne(long seed) throws Exception {
        List<byte[]> records = new ArrayList<>(new RandomShop(seed).records(EVENTS));
        Random random = new Random(seed);
        empty();
        batches(records, 1, random).forEach(LateEventsIT::store);
        keepAsFirst();
        Collections.shuffle(records, random);

        empty();
        List<List<Received>> batches = batches(records, 2, random);
        ExecutorService consumers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both = new ArrayList<>();
            for (int partition = 0; partition < 2; partition++) {
                List<List<Received>> own = TestWarehouse.ofPartition(batches, partition);
                both.add(consumers.submit(() -> own.forEach(LateEventsIT::store)));
            }
            for (Future<?> one : both) {
                one.get(180, TimeUnit.SECONDS);
            }
        } finally {
            consumers.shutdownNow();
        }

        Recomputation.assertEveryRecordHasItsPlace(LateEventsIT::query);
        Recomputation.assertEqualsDerivedTables(LateEventsIT::query, "recomputed");
        Recomputation.assertEqualsDerivedTables(LateEventsIT::query, "first");
    }

    /** The records in that order, each in some partition, in batches of 1 to 40. */
    private static List<List<Received>> batches(List<byte[]> records, int partitions, Random random) {
        long[] nextOffsets = new long[partitions];
        List<List<Received>> batches = new ArrayList<>();
        int left = 0;
        for (byte[] value : records) {
            if (left == 0) {
                batches.add(new ArrayList<>());
                left = 1 + random.nextInt(40);
            }
            int partition = random.nextInt(partitions);
            batches.get(batches.size() - 1)
                    .add(new Received(
                            TOPIC.name(),
                            partition,
                            nextOffsets[partition]++,
                            NOW.toEpochMilli(),
                            null,
                            value,
                            List.of()));
            left--;
        }
        return batches;
    }

    private static void store(List<Received> received) {
        TestWarehouse.settle(store, TestWarehouse.judged(received, parser, NOW));
    }

    private static void empty() {
        TestWarehouse.empty(
                LateEventsIT::execute,
                Stream.concat(Stream.of("events", "dead_letters", "stream_offsets"), Recomputation.TABLES.stream()));
    }

    private static void keepAsFirst() {
        execute("create schema first");
        Recomputation.TABLES.forEach(table -> execute("create table first." + table + " as table public." + table));
    }

    private static List<String> query(String sql) {
        try (Connection connection = dataSource.getConnection()) {
            return RunningCaravan.rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }
}
