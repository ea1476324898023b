package dev.caravan.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.ChildCaravan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long it takes from the moment at which an event is due to be sent until a subscriber has a frame that counts it. Measured from the
 * schedule and not from the sending, so that a sender that falls behind hides nothing.
 */
final class LatencyRun {
    private static final int[] RATES = {100, 1_000, 10_000};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lab lab;
    private final ChildCaravan app;
    private final Plan plan;
    private final Report report;

    LatencyRun(Lab lab, ChildCaravan app, Plan plan, Report report) {
        this.lab = lab;
        this.app = app;
        this.plan = plan;
        this.report = report;
    }

    void measure() throws Exception {
        at(100, 500);
        for (int rate : RATES) {
            Histogram millis = at(rate, rate * plan.seconds());
            report.row(
                    String.format("event to frame at %,d events/s", rate),
                    "p50 %d ms, p99 %d ms, p99.9 %d ms, max %d ms",
                    millis.getValueAtPercentile(50),
                    millis.getValueAtPercentile(99),
                    millis.getValueAtPercentile(99.9),
                    millis.getMaxValue());
        }
    }

    private Histogram at(int rate, int events) throws Exception {
        long before = counted(app.get("/api/snapshot").body());
        long beginNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        long stepNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        Histogram millis = new Histogram(3);
        CompletableFuture<Void> frames =
                CompletableFuture.runAsync(() -> read(before, events, millis, beginNanos, stepNanos));
        send(events, beginNanos, stepNanos);
        frames.get(120, TimeUnit.SECONDS);
        return millis;
    }

    private static long counted(String frame) throws IOException {
        return JSON.readTree(frame).at("/today/events").asLong();
    }

    private void read(long before, int events, Histogram millis, long beginNanos, long stepNanos) {
        URI stream = URI.create("http://127.0.0.1:" + app.setting("server.port") + "/api/stream");
        try {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(stream).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                int shown = 0;
                while (shown < events) {
                    String line = lines.readLine();
                    if (line == null) {
                        throw new IOException("the stream has ended");
                    }
                    if (line.startsWith("data:")) {
                        long now = System.nanoTime();
                        long counted = Math.min(events, counted(line.substring(5)) - before);
                        for (; shown < counted; shown++) {
                            millis.recordValue(Math.max(0, now - beginNanos - shown * stepNanos) / 1_000_000);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int events, long beginNanos, long stepNanos) {
        Map<String, Object> config = Map.of("bootstrap.servers", lab.bootstrap(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                long wait = beginNanos + i * stepNanos - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                Future<?> unused = producer.send(new ProducerRecord<>(Load.TOPIC, "visitor-" + i % 500, event(i)));
            }
        }
    }

    private static byte[] event(int i) {
        return """
                {"event_id":"%s","event_type":"product_view","event_timestamp":"%s","user_id":"visitor-%d","session_id":"latency-%d",\
                "product_id":"p-%d","product_name":"A product of the latency run","category":"Measured","price":12.34,"page_url":"/p/%d",\
                "user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",\
                "ip_address":"203.0.113.%d","device_type":"desktop","country":"DE"}""".formatted(UUID.randomUUID(), Instant.now(), i % 500, i % 500, i % 300, i % 300, i % 250)
                .getBytes(StandardCharsets.UTF_8);
    }
}
