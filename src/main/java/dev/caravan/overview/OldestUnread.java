package dev.caravan.overview;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Kafka when the records were sent that nobody has stored yet: one record a partition, outside of every group. Used by one
 * thread at a time.
 */
final class OldestUnread implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 3;

    private final Map<String, Object> config;
    private @Nullable Consumer<byte[], byte[]> consumer;

    OldestUnread(Map<String, Object> clientConfig) {
        config = new HashMap<>(clientConfig);
        config.put("client.id", "caravan-oldest-unread");
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 1);
        config.put("max.partition.fetch.bytes", 1024);
        config.put("fetch.max.wait.ms", 100);
        config.put("default.api.timeout.ms", 2_000);
        config.put("request.timeout.ms", 2_000);
    }

    /**
     * Timestamps by partition, milliseconds since 1970; a partition that did not answer is missing.
     *
     * @param offsets of the records that are asked for
     */
    Map<Integer, Long> timestampsMs(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> found = new HashMap<>();
        if (offsets.isEmpty()) {
            return found;
        }
        try {
            Consumer<byte[], byte[]> reader = opened();
            reader.assign(offsets.keySet());
            // A partition that was assigned before is paused still.
            reader.resume(offsets.keySet());
            offsets.forEach(reader::seek);
            for (int i = 0; i < POLLS * offsets.size() && found.size() < offsets.size(); i++) {
                ConsumerRecords<byte[], byte[]> polled = reader.poll(POLL);
                if (polled.isEmpty() && i >= POLLS) {
                    break;
                }
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    found.putIfAbsent(record.partition(), record.timestamp());
                    reader.pause(List.of(new TopicPartition(record.topic(), record.partition())));
                }
            }
        } catch (KafkaException e) {
            close();
        }
        return found;
    }

    private Consumer<byte[], byte[]> opened() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
        }
        return open;
    }

    @Override
    public void close() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }
}
