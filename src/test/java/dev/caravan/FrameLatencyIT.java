package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the moment at which an event is due to be sent until a subscriber of the stream has a frame that counts it, at 20
 * events a second. Measures and writes {@code target/frame-latency.txt}; asserts only that each event is shown.
 */
class FrameLatencyIT {
    private static final int EVENTS_PER_SEC = 20;
    private static final int EVENTS = 160;

    @Test
    void eachEventIsCountedByAFrame(@TempDir Path folder) throws Exception {
        try (RunningCaravan caravan = RunningCaravan.start(folder, Map.of())) {
            long[] shownAtNanos = new long[EVENTS];
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> readFrames(caravan, shownAtNanos));
            long[] dueAtNanos = sendAtRate(caravan);
            reader.get(30, TimeUnit.SECONDS);
            assertThat(shownAtNanos).as("every event is counted by a frame").doesNotContain(0L);
            report(dueAtNanos, shownAtNanos);
        }
    }

    private static void readFrames(RunningCaravan caravan, long[] shownAtNanos) {
        HttpRequest request = HttpRequest.newBuilder(caravan.uri("/api/stream")).build();
        try {
            HttpResponse<java.io.InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            ObjectMapper json = new ObjectMapper();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                int shown = 0;
                while (shown < EVENTS) {
                    String line = lines.readLine();
                    if (line == null) {
                        return;
                    }
                    if (line.startsWith("data:")) {
                        long now = System.nanoTime();
                        JsonNode frame = json.readTree(line.substring(5));
                        int counted = frame.at("/today/events").asInt();
                        while (shown < Math.min(counted, EVENTS)) {
                            shownAtNanos[shown] = now;
                            shown++;
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long[] sendAtRate(RunningCaravan caravan) throws InterruptedException {
        long[] dueAtNanos = new long[EVENTS];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch sent = new CountDownLatch(EVENTS);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Map<String, Object> config = Map.of("bootstrap.servers", caravan.brokers(), "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.partitionsFor("ecommerce-events");
            long startNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            long stepNanos = TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SEC;
            ScheduledFuture<?> unusedTask = clock.scheduleAtFixedRate(
                    () -> {
                        int i = next.getAndIncrement();
                        if (i < EVENTS) {
                            dueAtNanos[i] = startNanos + i * stepNanos;
                            Future<?> unused = producer.send(
                                    new ProducerRecord<>("ecommerce-events", "visitor-" + i % 50, event(i)),
                                    (metadata, failure) -> sent.countDown());
                        }
                    },
                    startNanos - System.nanoTime(),
                    stepNanos,
                    TimeUnit.NANOSECONDS);
            assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            clock.shutdownNow();
        }
        return dueAtNanos;
    }

    private static byte[] event(int i) {
        return """
                {"event_id":"%s","event_type":"page_view","event_timestamp":"%s","user_id":"visitor-%d","page_url":"/p/%d"}""".formatted(UUID.randomUUID(), Instant.now(), i % 50, i).getBytes(StandardCharsets.UTF_8);
    }

    private static void report(long[] dueAtNanos, long[] shownAtNanos) throws IOException {
        long[] latenciesMs = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            latenciesMs[i] = TimeUnit.NANOSECONDS.toMillis(shownAtNanos[i] - dueAtNanos[i]);
        }
        Arrays.sort(latenciesMs);
        String report = "event to frame at %d events/s, %d events: p50 %d ms, p99 %d ms, max %d ms%n"
                .formatted(
                        EVENTS_PER_SEC,
                        EVENTS,
                        latenciesMs[EVENTS / 2],
                        latenciesMs[EVENTS * 99 / 100],
                        latenciesMs[EVENTS - 1]);
        Files.writeString(Path.of("target", "frame-latency.txt"), report);
        System.out.print(report);
    }
}
