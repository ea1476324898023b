package dev.caravan.verify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends marked records to the events topic, and remembers how far they reach. The producer is made with the first of them. Thread-safe. */
final class MarkedTopic implements AutoCloseable {
    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(5);

    private final String topic;
    private final Map<String, Object> config;
    private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();
    private @Nullable KafkaProducer<String, String> producer;
    private boolean used;
    private boolean closed;

    MarkedTopic(Installation installation) {
        this.topic = installation.eventsTopic();
        this.config = new HashMap<>(installation.kafka());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8000);
    }

    /** Where Kafka has put it. */
    Future<RecordMetadata> send(MarkedRecord marked) {
        return opened().send(new ProducerRecord<>(topic, marked.key(), marked.json()), (place, failure) -> {
            if (failure == null) {
                nextOffsets.merge(place.partition(), place.offset() + 1, Math::max);
            }
        });
    }

    /** For each partition that records went to, the offset behind the last one. */
    Map<Integer, Long> nextOffsets() {
        return Map.copyOf(nextOffsets);
    }

    /** Whether anything was sent, or tried. */
    synchronized boolean used() {
        return used;
    }

    private synchronized KafkaProducer<String, String> opened() {
        if (closed) {
            throw new IllegalStateException("nothing more is sent");
        }
        used = true;
        if (producer == null) {
            producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        }
        return producer;
    }

    /** Returns when what was sent is acknowledged, or given up. */
    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(LAST_ACKNOWLEDGEMENTS);
        }
    }
}
