package dev.caravan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What visitors of a made-up shop cause, as a client of Kafka sends it, and what lies in a topic afterwards. */
public final class Traffic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS_PER_SEC = 10;

    private Traffic() {}

    /** Valid events of the last hours; another seed is another crowd. */
    public static List<SimulatedEvent> events(int count, long seed) {
        Instant now = Instant.now().minus(Duration.ofHours(3));
        Shop shop = new Shop(
                SimulatorSettings.steady(
                        EVENTS_PER_SEC, seed, Faults.NONE, ZoneOffset.UTC, Currency.getInstance("EUR")),
                now);
        List<SimulatedEvent> events = new ArrayList<>(count);
        while (events.size() < count) {
            now = now.plusSeconds(1);
            events.addAll(shop.due(now));
        }
        return events.subList(0, count);
    }

    /** The number of events that are not resent ones. */
    public static long distinct(List<SimulatedEvent> events) {
        return events.stream().map(Traffic::eventId).distinct().count();
    }

    /** Of an event that is good. */
    static String eventId(SimulatedEvent event) {
        try {
            return JSON.readTree(event.json()).required("event_id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each under its own key. Returns when Kafka has them all, however long it is away meanwhile. */
    public static void send(String brokers, List<SimulatedEvent> events) {
        send(brokers, events, List.of());
    }

    /** As the simulator's stage sends them. */
    static void sendAsSimulator(String brokers, List<SimulatedEvent> events) {
        send(
                brokers,
                events,
                List.of(new RecordHeader("caravan.source", "simulator".getBytes(StandardCharsets.UTF_8))));
    }

    private static void send(String brokers, List<SimulatedEvent> events, List<Header> headers) {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (SimulatedEvent event : events) {
                sent.add(producer.send(
                        new ProducerRecord<>("ecommerce-events", null, event.key(), event.json(), headers)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The dead-letter topic, each record as partition/offset of the record that it was. */
    public static List<String> deadLetters(String brokers) {
        return deadLetters(brokers, "ecommerce-events.dead-letters");
    }

    /** The same of a dead-letter topic with another name. */
    public static List<String> deadLetters(String brokers, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> places = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> places.add(place(record)));
            }
        }
        return places;
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return header(record, "__connect.errors.partition") + "/" + header(record, "__connect.errors.offset");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
