package dev.caravan.warehouse;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks Kafka by reading: what is the first record from an offset on? Costs a consumer of its own, some tens of milliseconds. */
public final class KafkaGaps implements Gaps {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, Object> consumerConfig;

    /** @param consumerConfig settings of a Kafka consumer, brokers included; it needs no group */
    public KafkaGaps(Map<String, Object> consumerConfig) {
        this.consumerConfig = Map.copyOf(consumerConfig);
    }

    @Override
    public long confirm(String topic, int partition, long nextOffset, long offset) {
        Found found = look(new TopicPartition(topic, partition), nextOffset);
        long first = found.firstRecord();
        if (first < offset) {
            throw new RecordsPassedOverException("partition " + partition + " of " + topic + " is stored up to "
                    + nextOffset + ", the batch begins at " + offset + ", and " + first + " is a record");
        }
        return Math.max(nextOffset, Math.min(found.firstKept(), offset));
    }

    private record Found(long firstRecord, long firstKept) {}

    /** The beginning is asked last: what is deleted meanwhile is rather called lost than passed in silence. */
    private Found look(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadlineNanos) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Long firstKept =
                            consumer.beginningOffsets(List.of(partition)).get(partition);
                    return new Found(record.offset(), firstKept == null ? 0 : firstKept);
                }
            }
            throw new OutageException("Kafka gives no record of " + partition, new IllegalStateException("no answer"));
        } catch (KafkaException e) {
            throw new OutageException("Kafka can't be asked for " + partition + ": " + e.getMessage(), e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(consumerConfig);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
