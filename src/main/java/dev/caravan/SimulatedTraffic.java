package dev.caravan;

import dev.caravan.simulator.SimulatedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The way of simulated events into Kafka without a route, for speed: portion by portion, some of them under way at a time, each counted when
 * Kafka has all of it. An outage is waited out. One thread.
 */
final class SimulatedTraffic implements AutoCloseable {
    private static final int MOST_UNDER_WAY = 8;
    private static final int PATIENCE_S = 10;
    private static final List<Header> HEADERS =
            List.of(new RecordHeader("caravan.source", "simulator".getBytes(StandardCharsets.UTF_8)));

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Consumer<List<SimulatedEvent>> acknowledged;
    private final Deque<Portion> underWay = new ArrayDeque<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private SimulatedTraffic(Map<String, Object> config, String topic, Consumer<List<SimulatedEvent>> acknowledged) {
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.acknowledged = acknowledged;
    }

    private record Portion(List<SimulatedEvent> events, CountDownLatch open) {}

    /**
     * Opens it.
     *
     * @param acknowledged is told what Kafka has taken, in order
     * @throws SettingException if Kafka doesn't answer, or hasn't the topic
     */
    static SimulatedTraffic to(String brokers, Settings settings, Consumer<List<SimulatedEvent>> acknowledged) {
        String topic = settings.text("topics.events");
        Map<String, Object> config = KafkaSettings.ofClients(settings, brokers);
        try (Admin admin = Admin.create(impatient(config))) {
            if (!admin.listTopics().names().get(PATIENCE_S, TimeUnit.SECONDS).contains(topic)) {
                throw new SettingException(
                        "Kafka at " + brokers + " has no topic " + topic + "; Caravan makes it when it starts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while waiting for Kafka");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new SettingException(
                    "no Kafka answers at " + brokers + ". Start Caravan, or name a Kafka in kafka.brokers");
        }
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 10);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 67_108_864);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        return new SimulatedTraffic(config, topic, acknowledged);
    }

    /** Without its own limit a client that is closed goes on asking, and keeps whoever closes it waiting, for a minute. */
    private static Map<String, Object> impatient(Map<String, Object> config) {
        Map<String, Object> impatient = new HashMap<>(config);
        if (!config.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
            impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_S * 1000);
            impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_S * 1000);
        }
        return impatient;
    }

    /** Sends a portion, and returns when all but the last few are acknowledged. */
    void send(List<SimulatedEvent> events) {
        Portion portion = new Portion(events, new CountDownLatch(events.size()));
        for (SimulatedEvent event : events) {
            bytes.addAndGet(event.json().length);
            Future<?> unused = producer.send(
                    new ProducerRecord<>(topic, null, null, event.key(), event.json(), HEADERS), (place, refusal) -> {
                        if (refusal != null) {
                            failure.compareAndSet(null, refusal);
                        }
                        portion.open().countDown();
                    });
        }
        sent.addAndGet(events.size());
        underWay.add(portion);
        while (underWay.size() > MOST_UNDER_WAY) {
            settle();
        }
    }

    /** Returns when everything is acknowledged. */
    void finish() {
        producer.flush();
        while (!underWay.isEmpty()) {
            settle();
        }
    }

    long sent() {
        return sent.get();
    }

    /** Such as {@code 1200000 events, 812 MB in 8.1 s, 148148 a second}. */
    String totals(long nanos) {
        double seconds = nanos / 1e9;
        return String.format(
                Locale.ROOT,
                "%d events, %d MB in %.1f s, %.0f a second",
                sent.get(),
                bytes.get() / 1_000_000,
                seconds,
                sent.get() / seconds);
    }

    private void settle() {
        Portion oldest = underWay.remove();
        try {
            oldest.open().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while waiting for Kafka");
        }
        Exception refusal = failure.get();
        if (refusal != null) {
            throw new SettingException("Kafka refuses events: " + refusal.getMessage());
        }
        acknowledged.accept(oldest.events());
    }

    @Override
    public void close() {
        producer.close();
    }
}
