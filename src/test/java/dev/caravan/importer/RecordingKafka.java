package dev.caravan.importer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The real Camel component over a producer that keeps what it is given, and can be down. */
final class RecordingKafka implements KafkaClientFactory {
    final List<ProducerRecord<String, byte[]>> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile int acceptable = Integer.MAX_VALUE;
    private volatile int holding = Integer.MAX_VALUE;

    KafkaComponent component() {
        KafkaComponent component = new KafkaComponent();
        component.setKafkaClientFactory(this);
        return component;
    }

    /** From so many records on, nothing is accepted. */
    void goesDownAfter(int records) {
        acceptable = records;
    }

    void isUp() {
        acceptable = Integer.MAX_VALUE;
    }

    /** From so many records on, sending waits for {@link #letsGo}. */
    void holdsAfter(int records) {
        holding = records;
    }

    void letsGo() {
        gate.countDown();
    }

    private void waitAtTheGate() {
        if (sent.size() >= holding) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String header(ProducerRecord<String, byte[]> sent, String name) {
        Header header = sent.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public Producer<?, ?> getProducer(Properties properties) {
        return new MockProducer<String, byte[]>(true, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> sending, Callback callback) {
                waitAtTheGate();
                if (sent.size() >= acceptable) {
                    refused.incrementAndGet();
                    return CompletableFuture.failedFuture(new TimeoutException("the topic is down"));
                }
                sent.add(sending);
                return super.send(sending, callback);
            }
        };
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties properties) {
        throw new UnsupportedOperationException("the import only sends");
    }

    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return "unused:9092";
    }
}
