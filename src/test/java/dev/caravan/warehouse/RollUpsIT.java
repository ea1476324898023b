package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Recomputation;
import dev.caravan.RunningCaravan;
import dev.caravan.dashboard.report.RollUps;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever the job runs and in whatever order events come, its sums are at last what the events say, in the days of the shop. */
class RollUpsIT {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2024-12-01T00:00:00Z");
    private static final TopicIdentity TOPIC = new TopicIdentity("ecommerce-events", "a-topic");
    private static final int EVENTS = 160;
    private static final EventContract CONTRACT = contract();

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    @BeforeAll
    static void startTheDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getPostgresDatabase();
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu, 2, 2024-03-09T15:00:00Z",
        "America/New_York, 3, 2024-03-09T20:00:00Z",
        "America/New_York, 4, 2024-11-02T20:00:00Z"
    })
    void theSumsOfEveryDayEqualTheirRecomputation(ZoneId zone, long seed, Instant start) throws SQLException {
        open(zone);
        List<byte[]> records = new ArrayList<>(RandomShop.overDays(seed, start).records(EVENTS));
        Random random = new Random(seed);
        for (int order = 0; order < 2; order++) {
            empty();
            RollUps job = job(zone);
            for (List<Received> batch : batches(records, 3, random)) {
                store(zone, batch);
                if (random.nextInt(3) == 0) {
                    job.run();
                }
            }
            job.run();

            Recomputation.assertEqualsRollUps(RollUpsIT::query);
            Collections.shuffle(records, random);
        }
        assertEveryTableHasSeveralDays();
    }

    @ParameterizedTest
    @ValueSource(longs = {11})
    void twoStoresAndTwoJobsAtOnceEndWithTheSameSums(long seed) throws Exception {
        open(KOLKATA);
        List<byte[]> records = new ArrayList<>(
                RandomShop.overDays(seed, Instant.parse("2024-03-09T15:00:00Z")).records(EVENTS));
        Random random = new Random(seed);
        Collections.shuffle(records, random);
        empty();
        List<List<Received>> batches = batches(records, 2, random);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> stores = new ArrayList<>();
            for (int partition = 0; partition < 2; partition++) {
                List<List<Received>> own = TestWarehouse.ofPartition(batches, partition);
                stores.add(threads.submit(() -> own.forEach(batch -> store(KOLKATA, batch))));
            }
            List<Future<?>> jobs = new ArrayList<>();
            for (int instance = 0; instance < 2; instance++) {
                RollUps job = job(KOLKATA);
                jobs.add(threads.submit(() -> {
                    while (!stores.stream().allMatch(Future::isDone)) {
                        job.run();
                    }
                    return null;
                }));
            }
            for (Future<?> one : stores) {
                one.get(180, TimeUnit.SECONDS);
            }
            for (Future<?> one : jobs) {
                one.get(180, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        job(KOLKATA).run();

        Recomputation.assertEqualsDerivedTables(RollUpsIT::query);
        Recomputation.assertEqualsRollUps(RollUpsIT::query);
    }

    @Test
    void anotherTimeZoneOfTheShopMovesEverySumToItsDays() throws SQLException {
        open(KOLKATA);
        empty();
        batches(RandomShop.overDays(21, Instant.parse("2024-03-09T15:00:00Z")).records(EVENTS), 1, new Random(21))
                .forEach(batch -> store(KOLKATA, batch));
        job(KOLKATA).run();
        List<String> before = query("select day, category, sessions from session_days order by 1, 2, 3");

        open(NEW_YORK);
        job(NEW_YORK).run();

        Recomputation.assertEqualsRollUps(RollUpsIT::query);
        assertThat(query("select day, category, sessions from session_days order by 1, 2, 3"))
                .isNotEqualTo(before);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws SQLException {
        open(KOLKATA);
        empty();
        batches(RandomShop.overDays(31, Instant.parse("2024-03-09T15:00:00Z")).records(EVENTS), 1, new Random(31))
                .forEach(batch -> store(KOLKATA, batch));
        RollUps job = job(KOLKATA);
        job.run();
        String written = "select xmin::text, day from session_days union all select xmin::text, day from carts"
                + " union all select xmin::text, week from retention_weeks order by 1, 2";
        List<String> before = query(written);

        job.run();

        assertThat(before).isNotEmpty();
        assertThat(query(written)).isEqualTo(before);
    }

    private static void assertEveryTableHasSeveralDays() {
        for (String table : Recomputation.ROLL_UPS) {
            String day = table.equals("retention_weeks") ? "week" : "day";
            assertThat(Integer.parseInt(query("select count(distinct " + day + ") from " + table)
                            .get(0)))
                    .as("days of %s", table)
                    .isGreaterThan(1);
        }
    }

    /** The job of one instance, for which a minute passes between any two looks at the clock. */
    private static RollUps job(ZoneId zone) {
        Clock hasty = new Clock() {
            private Instant now = NOW;

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plus(Duration.ofMinutes(1));
                return now;
            }
        };
        return new RollUps(dataSource, zone, hasty, new SimpleMeterRegistry());
    }

    private static void open(ZoneId zone) {
        Migrations.run(dataSource, zone, "EUR");
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
            long offset = nextOffsets[partition]++;
            batches.get(batches.size() - 1)
                    .add(new Received(TOPIC.name(), partition, offset, NOW.toEpochMilli(), null, value, List.of()));
            left--;
        }
        return batches;
    }

    private static void store(ZoneId zone, List<Received> received) {
        EventParser parser = new EventParser(zone, "EUR", CONTRACT);
        EventStore store = new EventStore(
                dataSource,
                () -> TOPIC,
                (topic, partition, nextOffset, offset) -> nextOffset,
                zone,
                new StoreMetrics(new SimpleMeterRegistry()),
                FreshRecords.NOBODY);
        TestWarehouse.settle(store, TestWarehouse.judged(received, parser, NOW));
    }

    private static EventContract contract() {
        try (InputStream in =
                Objects.requireNonNull(EventContract.class.getResourceAsStream("/quality/event.schema.json"))) {
            return EventContract.read(in, "quality/event.schema.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void empty() {
        TestWarehouse.empty(
                RollUpsIT::execute,
                Stream.of(
                                List.of(
                                        "events",
                                        "dead_letters",
                                        "stream_offsets",
                                        "changed_days",
                                        "changed_weeks",
                                        "rolled_up_days"),
                                Recomputation.TABLES,
                                Recomputation.ROLL_UPS)
                        .flatMap(List::stream));
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
