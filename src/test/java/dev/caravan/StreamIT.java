package dev.caravan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running application as its viewers and its operator see it, with a busy shop. */
class StreamIT {
    private static final int VIEWERS = 200;
    private static final int THAT_NEVER_READ = 5;
    private static final Duration WATCHED = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;

    @BeforeAll
    static void start() {
        caravan = RunningCaravan.start(folder, Map.of("stage.simulator", "true", "simulator.rate-per-sec", "200"));
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    @Test
    void twoHundredViewersGetEachFrameInTimeThoughFiveNeverRead() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        List<FrameListener> viewers = new ArrayList<>();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            for (int i = 0; i < THAT_NEVER_READ; i++) {
                deaf.add(clientThatNeverReads(caravan.uri("/api/stream")));
            }
            for (int i = THAT_NEVER_READ; i < VIEWERS; i++) {
                viewers.add(new FrameListener(http, caravan.uri("/api/stream")));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            viewers.stream().allMatch(viewer -> viewer.ids().size() > 1));
            List<Long> snapshotMs = new ArrayList<>();
            long from = System.nanoTime();
            long end = from + WATCHED.toNanos();
            await().atMost(WATCHED.plusSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        long before = System.nanoTime();
                        assertThat(caravan.get("/api/snapshot").statusCode()).isEqualTo(200);
                        snapshotMs.add((System.nanoTime() - before) / 1_000_000);
                        return System.nanoTime() > end;
                    });
            List<Long> sorted = snapshotMs.stream().sorted().toList();
            System.out.printf(
                    "snapshots beside %d viewers: median %d ms, longest %d ms of %d%n",
                    VIEWERS, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), sorted.size());
            for (FrameListener viewer : viewers) {
                assertThat(viewer.hasEnded()).isFalse();
                List<Long> ids = viewer.ids();
                assertThat(ids).as("frames in ten seconds").hasSizeGreaterThan(10);
                assertThat(ids)
                        .as("ids of one viewer's frames")
                        .isEqualTo(IntStream.range(0, ids.size())
                                .mapToObj(i -> ids.get(0) + i)
                                .toList());
                assertThat(longestPauseMs(viewer.atNanos(), from))
                        .as("longest pause between two frames of a viewer, ms")
                        .isLessThan(9_000);
            }
            assertThat(sorted.get(sorted.size() / 2))
                    .as("median of the snapshot's answer, ms; under 100 on a machine with nothing else to do")
                    .isLessThan(2_000);
        } finally {
            viewers.forEach(FrameListener::close);
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void theHealthNamesKafkaDatabaseAndConsumer() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode health =
                    new JsonMapper().readTree(caravan.observe("/observe/health").body());
            assertThat(health.get("status").asText()).isEqualTo("UP");
            assertThat(health.get("checks").findValuesAsText("name"))
                    .anyMatch(name -> name.contains("kafka"))
                    .anyMatch(name -> name.contains("database"))
                    .anyMatch(name -> name.contains("store-events"));
            assertThat(health.get("checks").findValuesAsText("status")).containsOnly("UP");
        });
    }

    @Test
    void theMetricsSayWhatBecameOfEachRecord() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String metrics = caravan.observe("/observe/metrics").body();
            assertThat(metrics.lines()
                            .map(line -> line.replaceAll("[{ ].*", ""))
                            .distinct())
                    .contains(
                            "caravan_events_received_total",
                            "caravan_events_stored_total",
                            "caravan_events_duplicate_total",
                            "caravan_events_dead_total",
                            "caravan_batch_duration_seconds_count",
                            "caravan_batch_duration_seconds_sum",
                            "caravan_sse_clients");
            assertThat(metrics).containsPattern("caravan_events_dead_total\\{[^}]*reason=\"[a-z_]+\"[^}]*\\}");
            assertThat(metrics.lines())
                    .as("every line is of Prometheus' form")
                    .allMatch(line -> line.startsWith("# ")
                            || line.matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*\\})? (NaN|[-+]?(Inf|[0-9.eE+-]+))"));
        });
    }

    @Test
    void thePipelineTellsTheSumsOfTheTablesAndItsLagFallsToNothing() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caravan.count("select coalesce(sum(stored), 0) from stream_offsets") > 100);
        assertThat(caravan.post("/api/simulator/pause").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode overview =
                    new JsonMapper().readTree(caravan.get("/api/pipeline").body());
            JsonNode partitions = overview.get("partitions");
            assertThat(partitions).hasSize(6);
            assertThat(partitions.findValuesAsText("lagEvents")).containsOnly("0");
            assertThat(partitions.findValuesAsText("consumedHere")).containsOnly("true");
            List<String> sums = new ArrayList<>();
            partitions.forEach(one -> sums.add(String.join(
                    "|",
                    one.get("partition").asText(),
                    one.get("nextOffset").asText(),
                    one.get("stored").asText(),
                    one.get("duplicates").asText(),
                    one.get("dead").asText())));
            assertThat(sums)
                    .isEqualTo(caravan.query("select partition, next_offset, stored, duplicates, dead"
                            + " from stream_offsets order by partition"));
            assertThat(overview.at("/database/state").asText()).isEqualTo("up");
            assertThat(overview.at("/broker/replicationOk").asBoolean()).isTrue();
            assertThat(overview.at("/latency/eventToStoreMs/p50").asLong()).isPositive();
            assertThat(overview.get("batches").size()).isPositive();
            assertThat(overview.get("edges"))
                    .anyMatch(edge -> edge.get("from").asText().equals("store-events")
                            && edge.get("to").asText().equals("database")
                            && edge.get("total").asLong() > 0);
        });
        assertThat(caravan.post("/api/simulator/resume").statusCode()).isEqualTo(200);
    }

    private static Socket clientThatNeverReads(URI stream) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
        socket.getOutputStream()
                .write(("GET " + stream.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
        return socket;
    }

    private static long longestPauseMs(List<Long> atNanos, long fromNanos) {
        return IntStream.range(1, atNanos.size())
                .filter(i -> atNanos.get(i - 1) >= fromNanos)
                .mapToLong(i -> (atNanos.get(i) - atNanos.get(i - 1)) / 1_000_000)
                .max()
                .orElse(0);
    }
}
