package dev.caravan;

import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A shop that sends at an even pace until it is told to stop: good events, resent, late and bad ones. Knows what Kafka acknowledged. */
final class SteadyLoad implements AutoCloseable {
    private static final double BAD_RATIO = 0.04;
    private static final int TICKS_PER_SEC = 50;
    private static final double SHOP_EVENTS_PER_SEC = 10;

    private final String brokers;
    private final String topic;
    private final int eventsPerTick;
    private final Shop shop;
    private final Deque<SimulatedEvent> due = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> sending;

    /** Ahead of the clock, never behind it: what should be more than a day ahead must be so when it is judged. */
    private Instant shopTime = Instant.now();

    /** One record, and what Kafka said to it. */
    record Sent(SimulatedEvent event, Future<RecordMetadata> acknowledgement) {}

    private SteadyLoad(String brokers, String topic, int eventsPerSec, long seed) {
        this.brokers = brokers;
        this.topic = topic;
        this.eventsPerTick = eventsPerSec / TICKS_PER_SEC;
        this.shop = new Shop(
                SimulatorSettings.steady(
                        SHOP_EVENTS_PER_SEC,
                        seed,
                        Faults.ofBad(BAD_RATIO),
                        ZoneOffset.UTC,
                        Currency.getInstance("EUR")),
                shopTime);
        this.sending = CompletableFuture.runAsync(this::send);
    }

    static SteadyLoad start(String brokers, String topic, int eventsPerSec, long seed) {
        return new SteadyLoad(brokers, topic, eventsPerSec, seed);
    }

    private void send() {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "acks", "all", "max.request.size", 2_000_000);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            while (!stop.await(1_000 / TICKS_PER_SEC, TimeUnit.MILLISECONDS)) {
                for (int i = 0; i < eventsPerTick; i++) {
                    SimulatedEvent event = next();
                    sent.add(new Sent(event, producer.send(new ProducerRecord<>(topic, event.key(), event.json()))));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private SimulatedEvent next() {
        while (due.isEmpty()) {
            shopTime = shopTime.plusSeconds(1);
            due.addAll(shop.due(shopTime));
        }
        return due.remove();
    }

    /** Stops, and returns everything that was sent once Kafka has answered to each. */
    List<Sent> stop() {
        close();
        return sent;
    }

    @Override
    public void close() {
        stop.countDown();
        sending.join();
    }
}
