package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.embedded.EmbeddedDatabase;
import dev.caravan.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Kafka deletes what is not stored yet, or the whole topic: that can't be mended, so it must be said. */
class LostRecordsIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path folder;

    private static int port;
    private static EmbeddedDatabase database;
    private static KafkaCluster kafka;
    private static Admin admin;

    private String topic;

    @BeforeAll
    static void start() throws Exception {
        port = Integer.parseInt(RunningCaravan.freePort());
        database = EmbeddedDatabase.start(folder.resolve("database"), port);
        kafka = KafkaCluster.start(folder, 1);
        admin = kafka.admin();
    }

    @AfterAll
    static void stop() throws IOException {
        if (kafka != null) {
            admin.close(Duration.ofSeconds(1));
            kafka.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void nameTheTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void whatRetentionDeletedWhileNobodyReadIsNamedAndStaysNamed() throws Exception {
        List<SimulatedEvent> events = Traffic.events(3_000, 91);
        Map<Integer, Long> stored;
        try (RunningCaravan caravan = caravan(Map.of())) {
            send(events.subList(0, 1_000));
            caravan.awaitPlaces(allPlaces(caravan, 1_000), SOON);
            stored = offsets();
        }
        send(events.subList(1_000, 3_000));
        Map<Integer, Long> deleted = deleteAllBut(20);
        assertThat(deleted.get(0)).as("of partition 0 nothing is kept").isEqualTo(ends().get(0));
        List<String> ranges = ranges(stored, deleted);
        long lost = sum(deleted) - sum(stored);

        try (CapturedLog log = CapturedLog.begin();
                RunningCaravan caravan = caravan(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(offsets()).isEqualTo(ends()));
            assertThat(lostRanges()).containsExactlyInAnyOrderElementsOf(ranges);
            assertThat(log.warnings().stream().filter(line -> line.startsWith("ERROR")))
                    .hasSize(PARTITIONS)
                    .allMatch(line -> line.contains("were deleted before they were stored"));
            long last = Objects.requireNonNull(deleted.get(1)) - 1;
            assertThat(log.warnings())
                    .anyMatch(line ->
                            line.contains("partition 1 of " + topic + ": offsets " + stored.get(1) + " to " + last));
            assertThat(caravan.observe("/observe/metrics").body())
                    .containsPattern("caravan_records_lost_total(\\{[^}]*})? " + lost + "\\.0");
            assertWarns(caravan, lost);
            assertBooks(caravan);
        }
        try (RunningCaravan again = caravan(Map.of())) {
            assertThat(lostRanges()).containsExactlyInAnyOrderElementsOf(ranges);
            assertWarns(again, lost);
            execute("update lost_ranges set acknowledged_at = now()");
            assertThat(again.observe("/observe/health").body()).doesNotContain("WARNING");
        }
    }

    private static void assertWarns(RunningCaravan caravan, long lost) throws IOException {
        await().alias("ready all the same: waiting or a restart would not help")
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(caravan.observe("/observe/health").statusCode())
                                .isEqualTo(200));
        assertThat(caravan.observe("/observe/health").body()).contains("WARNING: up to " + lost + " records");
        JsonNode frame = new JsonMapper().readTree(caravan.get("/api/snapshot").body());
        assertThat(frame.get("partitions").findValuesAsText("lost").stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(lost);
    }

    @Test
    void whatRetentionDeletesAheadOfASlowPipelineIsNamed() throws Exception {
        List<SimulatedEvent> events = Traffic.events(6_000, 92);
        try (RunningCaravan caravan = caravan(Map.of("kafka.client.max.partition.fetch.bytes", "20000"));
                CapturedLog log = CapturedLog.begin()) {
            send(events.subList(0, 300));
            caravan.awaitPlaces(allPlaces(caravan, 300), SOON);
            Map<Integer, Long> deleted;
            try (Connection other = connection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("select 1 from stream_offsets for update");
                send(events.subList(300, 5_900));
                deleted = deleteAllBut(100);
                send(events.subList(5_900, 6_000));
                other.rollback();
            }
            await().atMost(SOON).untilAsserted(() -> assertThat(offsets()).isEqualTo(ends()));
            List<String> ranges = lostRanges();
            assertThat(ranges).hasSize(PARTITIONS).allSatisfy(range -> {
                int partition = Integer.parseInt(range.substring(0, 1));
                assertThat(range).endsWith("|" + deleted.get(partition));
            });
            assertThat(log.warnings().stream().filter(line -> line.startsWith("ERROR")))
                    .hasSize(PARTITIONS);
            assertBooks(caravan);
        }
    }

    @Test
    void aTopicThatWasMadeAgainWhileNobodyReadIsReadFromItsBeginningAndSaid() throws Exception {
        List<SimulatedEvent> events = Traffic.events(2_000, 93);
        try (RunningCaravan caravan = caravan(Map.of())) {
            send(events.subList(0, 1_000));
            caravan.awaitPlaces(allPlaces(caravan, 1_000), SOON);
        }
        Map<Integer, Long> before = offsets();
        makeAgain();
        send(events.subList(1_000, 2_000));
        try (CapturedLog log = CapturedLog.begin();
                RunningCaravan caravan = caravan(Map.of())) {
            assertReadsTheNewTopic(caravan, log, before);
        }
    }

    @Test
    void aTopicThatIsMadeAgainUnderARunningPipelineIsReadFromItsBeginningAndSaid() throws Exception {
        List<SimulatedEvent> events = Traffic.events(3_000, 94);
        try (RunningCaravan caravan = caravan(Map.of());
                CapturedLog log = CapturedLog.begin()) {
            send(events.subList(0, 1_000));
            caravan.awaitPlaces(allPlaces(caravan, 1_000), SOON);
            Map<Integer, Long> before = offsets();
            makeAgain();
            send(events.subList(1_000, 3_000));
            assertReadsTheNewTopic(caravan, log, before);
        }
    }

    private void assertReadsTheNewTopic(RunningCaravan caravan, CapturedLog log, Map<Integer, Long> before)
            throws Exception {
        String id = KafkaCluster.describe(admin, topic).topicId().toString();
        await().atMost(SOON).untilAsserted(() -> assertThat(offsets(id)).isEqualTo(ends()));
        assertThat(query("select distinct first_offset, gaps from stream_offsets where topic_id = '" + id + "'"))
                .containsExactly("0|0");
        List<String> ranges = new ArrayList<>();
        before.forEach((partition, next) -> ranges.add(partition + "|" + next + "|"));
        assertThat(lostRanges()).containsExactlyInAnyOrderElementsOf(ranges);
        assertThat(log.warnings().stream().filter(line -> line.startsWith("ERROR dev.caravan.warehouse.LostRange")))
                .hasSize(PARTITIONS)
                .allMatch(line -> line.contains("was deleted and made again"));
        assertBooks(caravan);
    }

    private static void assertBooks(RunningCaravan caravan) {
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
        assertThat(caravan.count("select count(*) from dead_letters")).isZero();
    }

    private RunningCaravan caravan(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "database.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/caravan",
                "database.user",
                "caravan",
                "database.password",
                "caravan",
                "kafka.brokers",
                kafka.brokers(),
                "topics.events",
                topic,
                "topics.partitions",
                String.valueOf(PARTITIONS),
                "pipeline.group",
                topic,
                "pipeline.batch-size",
                "100"));
        all.putAll(settings);
        return RunningCaravan.start(folder.resolve(topic), all);
    }

    private void send(List<SimulatedEvent> events) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "acks", "all", "batch.size", 4_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            int i = 0;
            for (SimulatedEvent event : events) {
                var unused = producer.send(new ProducerRecord<>(topic, i++ % PARTITIONS, event.key(), event.json()));
            }
        }
    }

    private void makeAgain() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        await().atMost(SOON)
                .until(() ->
                        !admin.listTopics().names().get(5, TimeUnit.SECONDS).contains(topic));
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get(10, TimeUnit.SECONDS);
        await().atMost(SOON).ignoreExceptions().until(() -> !ends().isEmpty());
    }

    /** As retention does: but of partition 0 it leaves nothing, and of the others that many records. Returns where they begin now. */
    private Map<Integer, Long> deleteAllBut(long kept) throws Exception {
        Map<Integer, Long> begins = new TreeMap<>();
        Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
        ends().forEach((partition, end) -> {
            long begin = partition == 0 ? end : end - kept;
            begins.put(partition, begin);
            deletions.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(begin));
        });
        admin.deleteRecords(deletions).all().get(10, TimeUnit.SECONDS);
        return begins;
    }

    private Map<Integer, Long> ends() throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<Integer, Long> ends = new TreeMap<>();
        admin.listOffsets(asked)
                .all()
                .get(10, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private Map<Integer, Long> offsets() throws Exception {
        return offsets(KafkaCluster.describe(admin, topic).topicId().toString());
    }

    private static Map<Integer, Long> offsets(String topicId) {
        Map<Integer, Long> offsets = new TreeMap<>();
        query("select partition, next_offset from stream_offsets where topic_id = '" + topicId + "'")
                .forEach(row -> offsets.put(
                        Integer.valueOf(row.substring(0, row.indexOf('|'))),
                        Long.valueOf(row.substring(row.indexOf('|') + 1))));
        return offsets;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> ranges(Map<Integer, Long> from, Map<Integer, Long> to) {
        List<String> ranges = new ArrayList<>();
        from.forEach((partition, offset) ->
                ranges.add(partition + "|" + offset + "|" + Objects.requireNonNull(to.get(partition))));
        return ranges;
    }

    private List<String> lostRanges() {
        return query("select partition, from_offset, to_offset from lost_ranges where topic = '" + topic + "'");
    }

    /** Those of this test's topic and of all before it. */
    private long allPlaces(RunningCaravan caravan, long own) {
        return own
                + caravan.count(
                        "select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets where topic <> '"
                                + topic + "'");
    }

    private static List<String> query(String sql) {
        try (Connection connection = connection()) {
            return RunningCaravan.rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/caravan", "caravan", "caravan");
    }
}
