package dev.caravan.bench;

import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The realistic mix: what the simulator's visitors do in shop time, 1 % of it bad, as a client of Kafka sends it. */
final class Load implements AutoCloseable {
    static final String TOPIC = "ecommerce-events";

    private final Shop shop;
    private final KafkaProducer<String, byte[]> producer;
    private final Deque<SimulatedEvent> waiting = new ArrayDeque<>();
    private Instant shopTime;
    private long sent;
    private long sentBytes;

    /**
     * @param shopRate events in a second of shop time: the more, the fewer of a visitor's events stand side by side
     * @param begin shop time of the first event
     */
    Load(String bootstrap, int shopRate, long seed, Instant begin) {
        this.shop = new Shop(
                SimulatorSettings.steady(
                        shopRate, seed, Faults.ofBad(0.01), ZoneOffset.UTC, Currency.getInstance("EUR")),
                begin);
        this.shopTime = begin;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 20, "batch.size", 262_144),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends so many and returns when Kafka has them. */
    void send(int events) {
        for (int i = 0; i < events; i++) {
            SimulatedEvent event = next();
            sent++;
            sentBytes += event.json().length;
            Future<?> unused = producer.send(new ProducerRecord<>(TOPIC, event.key(), event.json()));
        }
        producer.flush();
    }

    private SimulatedEvent next() {
        while (waiting.isEmpty()) {
            shopTime = shopTime.plus(Duration.ofMillis(500));
            waiting.addAll(shop.due(shopTime));
        }
        return waiting.remove();
    }

    long averageBytes() {
        return sentBytes / Math.max(1, sent);
    }

    @Override
    public void close() {
        producer.close();
    }
}
