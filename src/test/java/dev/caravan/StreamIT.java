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
    private static final int FRAMES = 8;
    private static final Duration SOON = Duration.ofMinutes(1);

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
    void twoHundredViewersGetEveryFrameThoughFiveNeverRead() throws Exception {
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
            awaitFrames(viewers, 1);
            awaitFrames(viewers, FRAMES);
            for (FrameListener viewer : viewers) {
                assertThat(viewer.hasEnded()).isFalse();
                List<Long> ids = viewer.ids();
                assertThat(ids)
                        .as("ids of one viewer's frames")
                        .isEqualTo(IntStream.range(0, ids.size())
                                .mapToObj(i -> ids.get(0) + i)
                                .toList());
            }
        } finally {
            viewers.forEach(FrameListener::close);
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    /** Returns when each viewer has so many more frames, while the snapshot is asked for beside them. How soon, the benchmark measures. */
    private static void awaitFrames(List<FrameListener> viewers, int more) {
        List<Integer> wanted =
                viewers.stream().map(viewer -> viewer.ids().size() + more).toList();
        await().alias(more + " more frames for each viewer").atMost(SOON).until(() -> {
            assertThat(caravan.get("/api/snapshot").statusCode()).isEqualTo(200);
            return IntStream.range(0, viewers.size())
                    .allMatch(i -> viewers.get(i).ids().size() >= wanted.get(i));
        });
    }

    @Test
    void theHealthNamesKafkaDatabaseAndConsumer() {
        await().atMost(SOON).untilAsserted(() -> {
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
        await().atMost(SOON).untilAsserted(() -> {
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
        await().atMost(SOON).until(() -> caravan.count("select coalesce(sum(stored), 0) from stream_offsets") > 100);
        assertThat(caravan.post("/api/simulator/pause").statusCode()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> {
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
}
