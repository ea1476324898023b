package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.embedded.EmbeddedDatabase;
import dev.caravan.embedded.EmbeddedKafka;
import dev.caravan.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database or Kafka goes away and comes back. {@code -Dfaults.away-s=60} makes the outages longer. */
class OutageIT {
    private static final int AWAY_S = Integer.getInteger("faults.away-s", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PLACES = "select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets";

    @TempDir
    Path folder;

    @Test
    void theDatabaseGoesAwayAndNothingIsLostDoubledOrParkedAndAStopDoesNotWaitForIt() throws IOException {
        int port = Integer.parseInt(RunningCaravan.freePort());
        List<SimulatedEvent> events = Traffic.events(12_000, 21);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"), port);
        try (RunningCaravan caravan = RunningCaravan.start(folder.resolve("caravan"), givenDatabase(port))) {
            Traffic.send(caravan.brokers(), events.subList(0, 4_000));
            await().atMost(PATIENCE).until(() -> caravan.count(PLACES) > 500);
            awaitReadiness(caravan, 200);

            database.close();
            try (CapturedLog log = CapturedLog.begin()) {
                Instant end = Instant.now().plusSeconds(AWAY_S);
                Traffic.send(caravan.brokers(), events.subList(4_000, 8_000));
                awaitReadiness(caravan, 503);
                Traffic.send(caravan.brokers(), events.subList(8_000, 12_000));
                await().atMost(PATIENCE.plusSeconds(AWAY_S))
                        .until(() -> Instant.now().isAfter(end));
                assertThat(log.withStackTrace()).isEmpty();
                assertThat(log.warnings()).hasSizeBetween(1, 20);
            }
            database = EmbeddedDatabase.start(folder.resolve("database"), port);

            awaitReadiness(caravan, 200);
            assertEverythingStoredOnce(caravan, events);

            database.close();
            try (CapturedLog log = CapturedLog.begin()) {
                Traffic.send(caravan.brokers(), Traffic.events(1_000, 24));
                awaitWarning(log, "can't");
            }
            StopIT.assertStops(caravan);
        } finally {
            database.close();
        }
    }

    @Test
    void aConsumerThatIsAssignedItsPartitionsAnewWhileTheDatabaseIsAwayWaitsForItAndAStopDoesNot() throws IOException {
        int port = Integer.parseInt(RunningCaravan.freePort());
        List<SimulatedEvent> events = Traffic.events(2_000, 25);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"), port);
        try (RunningCaravan caravan = RunningCaravan.start(folder.resolve("caravan"), givenDatabase(port))) {
            Traffic.send(caravan.brokers(), events.subList(0, 1_000));
            await().atMost(PATIENCE).until(() -> caravan.count(PLACES) == 1_000);
            database.close();
            try (CapturedLog log = CapturedLog.begin()) {
                Instant end = Instant.now().plusSeconds(AWAY_S);
                joinAndLeaveTheGroup(caravan.brokers());
                awaitWarning(log, "can't begin");
                await().atMost(PATIENCE.plusSeconds(AWAY_S))
                        .until(() -> Instant.now().isAfter(end));
                assertThat(log.withStackTrace()).isEmpty();
                assertThat(log.warnings()).hasSizeBetween(1, 20);
            }
            database = EmbeddedDatabase.start(folder.resolve("database"), port);
            Traffic.send(caravan.brokers(), events.subList(1_000, 2_000));

            assertEverythingStoredOnce(caravan, events);

            database.close();
            try (CapturedLog log = CapturedLog.begin()) {
                joinAndLeaveTheGroup(caravan.brokers());
                awaitWarning(log, "can't begin");
            }
            StopIT.assertStops(caravan);
        } finally {
            database.close();
        }
    }

    private static void joinAndLeaveTheGroup(String brokers) {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "group.id", "caravan");
        try (KafkaConsumer<byte[], byte[]> other =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            other.subscribe(List.of("ecommerce-events"));
            await().atMost(PATIENCE).until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
            });
        }
    }

    @Test
    void kafkaGoesAwayAndNothingIsLostOrDoubled() throws Exception {
        int port = Integer.parseInt(RunningCaravan.freePort());
        List<SimulatedEvent> events = Traffic.events(9_000, 22);
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), port, 1);
        Map<String, String> settings = Map.of("kafka.brokers", kafka.bootstrap(), "pipeline.batch-size", "100");
        try (RunningCaravan caravan = RunningCaravan.start(folder.resolve("caravan"), settings)) {
            Traffic.send(caravan.brokers(), events.subList(0, 6_000));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> caravan.count(PLACES) > 500);

            kafka.close();
            CompletableFuture<Void> sending;
            try (CapturedLog log = CapturedLog.begin()) {
                Instant end = Instant.now().plusSeconds(AWAY_S);
                sending =
                        CompletableFuture.runAsync(() -> Traffic.send(caravan.brokers(), events.subList(6_000, 9_000)));
                awaitReadiness(caravan, 503);
                await().atMost(PATIENCE.plusSeconds(AWAY_S))
                        .until(() -> Instant.now().isAfter(end));
                assertThat(log.withStackTrace()).isEmpty();
                assertThat(log.warnings()).hasSizeLessThan(20);
            }
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), port, 1);

            sending.get();
            awaitReadiness(caravan, 200);
            assertEverythingStoredOnce(caravan, events);
        } finally {
            kafka.close();
        }
    }

    private static Map<String, String> givenDatabase(int port) {
        return Map.of(
                "database.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/caravan",
                "database.user",
                "caravan",
                "database.password",
                "caravan",
                "pipeline.batch-size",
                "200");
    }

    private static void awaitWarning(CapturedLog log, String said) {
        await().atMost(PATIENCE).until(() -> log.warnings().stream().anyMatch(line -> line.contains(said)));
    }

    private static void awaitReadiness(RunningCaravan caravan, int status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(caravan.observe("/observe/health").statusCode())
                                .isEqualTo(status));
    }

    private static void assertEverythingStoredOnce(RunningCaravan caravan, List<SimulatedEvent> events) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> caravan.count(PLACES) == events.size());
        assertThat(caravan.count("select count(*) from events")).isEqualTo(Traffic.distinct(events));
        assertThat(caravan.count("select count(*) from dead_letters")).isZero();
        assertThat(Traffic.deadLetters(caravan.brokers())).isEmpty();
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
    }
}
