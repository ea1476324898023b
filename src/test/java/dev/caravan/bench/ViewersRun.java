package dev.caravan.bench;

import dev.caravan.ChildCaravan;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What crowds of viewers of the dashboard's stream cost, while 100 events a second arrive. */
final class ViewersRun {
    private static final int[] CROWDS = {0, 100, 2_000};

    private final Lab lab;
    private final ChildCaravan app;
    private final Plan plan;
    private final Report report;

    ViewersRun(Lab lab, ChildCaravan app, Plan plan, Report report) {
        this.lab = lab;
        this.app = app;
        this.plan = plan;
        this.report = report;
    }

    void measure() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Map<String, Object> config = Map.of("bootstrap.servers", lab.bootstrap(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            ScheduledFuture<?> unusedTask =
                    clock.scheduleAtFixedRate(() -> send(producer), 0, 10, TimeUnit.MILLISECONDS);
            for (int crowd : CROWDS) {
                watch(crowd);
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer) {
        String event =
                "{\"event_id\":\"%s\",\"event_type\":\"page_view\",\"event_timestamp\":\"%s\",\"user_id\":\"viewer\"}"
                        .formatted(UUID.randomUUID(), java.time.Instant.now());
        Future<?> unused = producer.send(
                new ProducerRecord<>(Load.TOPIC, "viewer", event.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void watch(int crowd) throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger connected = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        NetClient client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(30_000));
        int port = Integer.parseInt(app.setting("server.port"));
        for (int i = 0; i < crowd; i++) {
            client.connect(port, "127.0.0.1").onSuccess(socket -> {
                connected.incrementAndGet();
                socket.handler(buffer -> bytes.addAndGet(buffer.length()));
                socket.write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
            });
            if (i % 100 == 99) {
                Thread.sleep(50);
            }
        }
        for (int i = 0; i < 300 && connected.get() < crowd; i++) {
            Thread.sleep(100);
        }
        Thread.sleep(2_000);
        ProcessHandle process = app.process().toHandle();
        double before = Processes.cpuSeconds(process);
        long bytesBefore = bytes.get();
        Thread.sleep(plan.seconds() * 1_000L);
        double cpu = (Processes.cpuSeconds(process) - before) / plan.seconds();
        report.row(
                String.format("%,d viewers, 100 events/s", connected.get()),
                "%.2f cores, %d MB resident, %,.0f KB/s to each",
                cpu,
                Processes.residentMegabytes(process),
                crowd == 0 ? 0.0 : (bytes.get() - bytesBefore) / 1024.0 / plan.seconds() / crowd);
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
