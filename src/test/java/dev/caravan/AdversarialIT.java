package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.event.AdversarialRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no shop should send, through Kafka: it ends beside the flow, with its reason, and takes nothing good with it. */
class AdversarialIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Kafka itself refuses what is larger, so that no sender can put it on the topic. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int BYTES_SHOWN = 65_536;

    @TempDir
    static Path folder;

    private static RunningCaravan caravan;

    @BeforeAll
    static void start() {
        caravan = RunningCaravan.start(folder, Map.of("shop.time-zone", "Asia/Kolkata", "shop.currency", "INR"));
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    @Test
    void everyBadRecordIsOneDeadLetterAndTheGoodOneBehindItIsStored() {
        List<AdversarialRecords.Bad> bad = AdversarialRecords.stream()
                .filter(one -> one.bytes().length <= MOST_BYTES)
                .toList();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            records.add(record("bad-" + i, bad.get(i).bytes()));
            records.add(record("good-" + i, good("after-bad-" + i)));
        }

        List<RecordMetadata> places = sendAndAwait(records);

        Parked parked = parked();
        for (int i = 0; i < bad.size(); i++) {
            RecordMetadata place = places.get(2 * i);
            byte[] value = bad.get(i).bytes();
            String reason = bad.get(i).expected().code();
            assertDeadLetter(place, reason, value);
            assertParked(parked.at(place), reason, "bad-" + i, value);
        }
        assertThat(caravan.count("select count(*) from events where original_event_id like 'after-bad-%'"))
                .isEqualTo(bad.size());
    }

    @Test
    void theFirstGenerationOfShopsJustWorks() {
        String event = "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"event_timestamp\":\"%s\",\"user_id\":\"u-1\","
                + "\"session_id\":\"s-1\",\"product_id\":\"p-1\",\"price\":%s,\"quantity\":%d,"
                + "\"raw_data\":{\"browser\":\"Netscape\"}}";
        List<String> events = List.of(
                event.formatted("gen1-1", "page_view", "2024-03-10T12:00:00.123456", "0", 1),
                event.formatted("gen1-2", "add_to_cart", "2024-03-10T12:00:01", "249.95", 2),
                event.formatted("gen1-3", "purchase", "2024-03-10T12:00:02.5", "249.95", 2),
                event.formatted("gen1-4", "remove_from_cart", "2024-03-10T12:00:03", "249.95", 1),
                event.formatted("gen1-5", "wishlist_add", "2024-03-10T00:00:00.000001", "249.95", 1));

        sendAndAwait(events.stream()
                .map(json -> record("u-1", json.getBytes(StandardCharsets.UTF_8)))
                .toList());

        assertThat(caravan.query("select original_event_id, event_type, event_time at time zone 'UTC', price, quantity,"
                        + " currency, properties ->> 'browser' from events where original_event_id like 'gen1-%'"
                        + " order by 1"))
                .containsExactly(
                        "gen1-1|page_view|2024-03-10 06:30:00.123456|0|1|INR|Netscape",
                        "gen1-2|add_to_cart|2024-03-10 06:30:01|249.95|2|INR|Netscape",
                        "gen1-3|purchase|2024-03-10 06:30:02.5|249.95|2|INR|Netscape",
                        "gen1-4|remove_from_cart|2024-03-10 06:30:03|249.95|1|INR|Netscape",
                        "gen1-5|wishlist_add|2024-03-09 18:30:00.000001|249.95|1|INR|Netscape");
        assertThat(caravan.query("select order_id, amount, currency from orders where order_id = 'gen1-3'"))
                .containsExactly("gen1-3|499.90|INR");
    }

    @Test
    void aRecordWithoutAValueIsADeadLetterAndSoIsOneOfAMillionBytes() {
        byte[] large = new byte[MOST_BYTES];
        Arrays.fill(large, (byte) 'x');

        List<RecordMetadata> places = sendAndAwait(
                List.of(record("none", null), record("large", large), record("good", good("behind-the-large"))));

        assertDeadLetter(places.get(0), "malformed_json", null);
        assertDeadLetter(places.get(1), "too_large", large);
        Parked parked = parked();
        assertParked(parked.at(places.get(0)), "malformed_json", "none", null);
        assertParked(parked.at(places.get(1)), "too_large", "large", large);
        assertThat(stored("behind-the-large")).isTrue();
    }

    @Test
    void headersOfAnyKindChangeNeitherWhatIsStoredNorWhatIsParked() {
        ProducerRecord<byte[], byte[]> good = withOddHeaders(record("odd", good("with-odd-headers")));
        ProducerRecord<byte[], byte[]> bad = withOddHeaders(record("odd", "{".getBytes(StandardCharsets.UTF_8)));

        List<RecordMetadata> places = sendAndAwait(List.of(good, bad, record("odd", good("behind-odd-headers"))));

        assertThat(stored("with-odd-headers")).isTrue();
        assertThat(stored("behind-odd-headers")).isTrue();
        assertDeadLetter(places.get(1), "malformed_json", bad.value());
        ConsumerRecord<byte[], byte[]> letter = parked().at(places.get(1));
        assertParked(letter, "malformed_json", "odd", bad.value());
        assertThat(shown(letter.headers()))
                .contains("empty=", "no-text=ff00fe", "twice=" + hex("second"))
                .noneMatch(header -> header.startsWith("kafka.") || header.startsWith("Camel"));
    }

    @Test
    void aRecordWithoutAKeyIsAsGoodAsAnother() {
        List<RecordMetadata> places = sendAndAwait(List.of(
                new ProducerRecord<>("ecommerce-events", null, good("without-key")),
                new ProducerRecord<>("ecommerce-events", null, "[]".getBytes(StandardCharsets.UTF_8))));

        assertThat(stored("without-key")).isTrue();
        assertThat(parked().at(places.get(1)).key()).isNull();
    }

    private static ProducerRecord<byte[], byte[]> withOddHeaders(ProducerRecord<byte[], byte[]> record) {
        byte[] text = "nothing".getBytes(StandardCharsets.UTF_8);
        byte[] noText = {(byte) 0xFF, 0, (byte) 0xFE};
        record.headers()
                .add("without-value", null)
                .add("empty", new byte[0])
                .add("", text)
                .add("no-text", noText)
                .add("twice", "first".getBytes(StandardCharsets.UTF_8))
                .add("twice", "second".getBytes(StandardCharsets.UTF_8))
                .add("Case", text)
                .add("case", noText)
                .add("CamelBeanMethodName", text)
                .add("CamelKafkaTopic", text)
                .add("kafka.OVERRIDE_TOPIC", text)
                .add("kafka.TOPIC", text)
                .add("kafka.PARTITION", text)
                .add("kafka.OFFSET", text)
                .add("kafka.KEY", text)
                .add("kafka.HEADERS", text);
        return record;
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>("ecommerce-events", key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] good(String id) {
        String event = "{\"event_id\":\"" + id + "\",\"event_type\":\"page_view\","
                + "\"event_timestamp\":\"2024-03-10T12:00:00Z\",\"user_id\":\"" + id + "\"}";
        return event.getBytes(StandardCharsets.UTF_8);
    }

    private static List<RecordMetadata> sendAndAwait(List<ProducerRecord<byte[], byte[]>> records) {
        long before = caravan.count("select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets");
        List<RecordMetadata> places = caravan.send(records);
        caravan.awaitPlaces(before + records.size(), PATIENCE);
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        return places;
    }

    private static boolean stored(String id) {
        return caravan.count("select count(*) from events where original_event_id = '" + id + "'") == 1;
    }

    /** In the table: once, with its reason and the start of its value. */
    private static void assertDeadLetter(RecordMetadata place, String reason, byte @Nullable [] value) {
        byte[] start = value == null ? new byte[0] : Arrays.copyOf(value, Math.min(value.length, BYTES_SHOWN));
        int bytes = value == null ? 0 : value.length;
        assertThat(caravan.query("select reason, payload_bytes, coalesce(md5(payload), md5(''))"
                        + " from dead_letters where topic = 'ecommerce-events' and kafka_partition = "
                        + place.partition() + " and kafka_offset = " + place.offset()))
                .as("dead letters of %s", place)
                .containsExactly(reason + "|" + bytes + "|" + md5(start));
    }

    /** In the topic: as it came, and with its reason. */
    private static void assertParked(
            ConsumerRecord<byte[], byte[]> letter, String reason, String key, byte @Nullable [] value) {
        assertThat(text(letter, "caravan.reason")).as("reason of %s", key).isEqualTo(reason);
        assertThat(letter.key()).isEqualTo(key.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.value()).as("value of %s", key).isEqualTo(value);
    }

    /** All of the dead-letter topic, by the place in the events topic; none is there twice. */
    private static Parked parked() {
        TopicPartition letters = new TopicPartition("ecommerce-events.dead-letters", 0);
        Map<String, ConsumerRecord<byte[], byte[]>> byPlace = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", caravan.brokers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(letters)).get(letters));
            while (consumer.position(letters) < end) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
                    String place = text(letter, "__connect.errors.topic") + "-"
                            + text(letter, "__connect.errors.partition") + "@"
                            + text(letter, "__connect.errors.offset");
                    assertThat(byPlace.put(place, letter))
                            .as("two letters of %s", place)
                            .isNull();
                }
            }
        }
        return new Parked(byPlace);
    }

    private record Parked(Map<String, ConsumerRecord<byte[], byte[]>> byPlace) {
        ConsumerRecord<byte[], byte[]> at(RecordMetadata place) {
            assertThat(byPlace).as("the dead-letter topic").containsKey(placeOf(place));
            return Objects.requireNonNull(byPlace.get(placeOf(place)));
        }
    }

    private static String placeOf(RecordMetadata place) {
        return place.topic() + "-" + place.partition() + "@" + place.offset();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static List<String> shown(Iterable<Header> headers) {
        List<String> shown = new ArrayList<>();
        headers.forEach(header -> shown.add(header.key() + "="
                + (header.value() == null ? "null" : HexFormat.of().formatHex(header.value()))));
        return shown;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
