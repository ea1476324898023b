package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.simulator.SimulatedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic that is bad through and through, or of one visitor alone, through the whole application: the sums are held to the last record. */
class RefusedTrafficIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;

    private Sums before;

    private record Sums(long stored, long duplicates, long dead) {
        Sums plus(Sums other) {
            return new Sums(stored + other.stored, duplicates + other.duplicates, dead + other.dead);
        }

        long all() {
            return stored + duplicates + dead;
        }
    }

    @BeforeAll
    static void start() {
        caravan = RunningCaravan.start(folder, Map.of("pipeline.batch-size", "500"));
    }

    @AfterAll
    static void stop() {
        if (caravan != null) {
            caravan.close();
        }
    }

    @BeforeEach
    void remember() {
        before = sums();
    }

    @AfterEach
    void everythingAddsUp() {
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
        assertThat(Traffic.deadLetters(caravan.brokers()))
                .containsExactlyInAnyOrderElementsOf(
                        caravan.query("select kafka_partition || '/' || kafka_offset from dead_letters"));
    }

    @Test
    void whatTheDatabaseRefusesInTheMiddleOfBatchesIsTakenOutRecordByRecord() throws SQLException {
        execute("alter table events add constraint refuse check (coupon is distinct from 'refuse-me')");
        try {
            List<SimulatedEvent> events = Traffic.events(3_000, 81);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                records.add(record(events.get(i).key(), events.get(i).json()));
                if (i % 61 == 0) {
                    refused.add(records.size());
                    records.add(record("v-" + i, refusedView(i)));
                }
                if (i % 97 == 0) {
                    records.add(record("v-" + i, "{\"cut".getBytes(StandardCharsets.UTF_8)));
                }
            }
            List<RecordMetadata> places = caravan.send(records);

            long stored = Traffic.distinct(events);
            int malformed = records.size() - events.size() - refused.size();
            awaitSums(new Sums(stored, events.size() - stored, refused.size() + malformed));
            assertThat(caravan.query("select kafka_partition || '/' || kafka_offset from dead_letters"
                            + " where reason = 'rejected_by_database'"))
                    .containsExactlyInAnyOrderElementsOf(refused.stream()
                            .map(i -> places.get(i).partition() + "/"
                                    + places.get(i).offset())
                            .toList());
        } finally {
            execute("alter table events drop constraint refuse");
        }
    }

    @Test
    void inputThatIsBadWithoutExceptionEndsAsDeadLettersAndTheNextGoodEventIsStored() {
        List<String> bad =
                List.of("", "{\"cut", "[]", "17", "{}", "\u0000", "{\"event_id\":\"x\",\"event_type\":\"page_view\"}");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            records.add(record("v-" + i, bad.get(i % bad.size()).getBytes(StandardCharsets.UTF_8)));
        }
        caravan.send(records);

        awaitSums(new Sums(0, 0, records.size()));
        List<SimulatedEvent> good = Traffic.events(100, 82);
        Traffic.send(caravan.brokers(), good);
        long stored = Traffic.distinct(good);
        awaitSums(new Sums(stored, good.size() - stored, records.size()));
        assertThat(caravan.observe("/observe/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aHotKeyThatPutsEverythingIntoOnePartitionIsStoredInItsOrder() {
        List<SimulatedEvent> events = Traffic.events(8_000, 83);
        List<String> partitions = partitions();
        List<RecordMetadata> places = caravan.send(
                events.stream().map(event -> record("hot", event.json())).toList());

        long stored = Traffic.distinct(events);
        awaitSums(new Sums(stored, events.size() - stored, 0));
        assertThat(places.stream().map(RecordMetadata::partition).distinct()).hasSize(1);
        assertThat(partitions())
                .as("the other partitions stand still")
                .containsAll(without(partitions, places.get(0).partition()));
    }

    private static List<String> partitions() {
        return caravan.query("select partition, stored, duplicates, dead from stream_offsets");
    }

    private static List<String> without(List<String> partitions, int partition) {
        return partitions.stream()
                .filter(row -> !row.startsWith(partition + "|"))
                .toList();
    }

    private static byte[] refusedView(int number) {
        return """
                {"event_id": "refused-%d", "event_type": "page_view", "event_timestamp": "2026-03-01T12:00:00Z",
                 "user_id": "v-%d", "coupon": "refuse-me"}""".formatted(number, number).getBytes(StandardCharsets.UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(FaultGround.TOPIC, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private void awaitSums(Sums more) {
        Sums expected = before.plus(more);
        caravan.awaitPlaces(expected.all(), PATIENCE);
        assertThat(sums()).isEqualTo(expected);
    }

    private static Sums sums() {
        return new Sums(sum("stored"), sum("duplicates"), sum("dead"));
    }

    private static long sum(String column) {
        return caravan.count("select coalesce(sum(" + column + "), 0) from stream_offsets");
    }

    private static void execute(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + caravan.setting("embedded.postgres.port") + "/caravan";
        try (Connection connection = DriverManager.getConnection(url, "caravan", "caravan");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
