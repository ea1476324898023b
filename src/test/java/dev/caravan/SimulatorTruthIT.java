package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running simulator over HTTP: what it says that it sent, and how it is paused. */
class SimulatorTruthIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void aPausedSimulatorSaysWhatTheTablesSayAndGoesOnWhenItIsTold() throws Exception {
        try (RunningCaravan caravan = RunningCaravan.start(
                folder,
                Map.of("stage.simulator", "true", "simulator.rate-per-sec", "300", "simulator.bad-ratio", "0.05"))) {
            await().atMost(PATIENCE).until(() -> truth(caravan).path("records").asLong() > 1_000);

            assertThat(JSON.readTree(caravan.post("/api/simulator/pause").body())
                            .path("paused")
                            .asBoolean())
                    .isTrue();
            await().atMost(PATIENCE).until(() -> truth(caravan).path("sending").asLong() == 0);
            long records = truth(caravan).path("records").asLong();
            caravan.awaitPlaces(records, PATIENCE);
            JsonNode truth = truth(caravan);
            assertThat(truth.path("records").asLong())
                    .as("records while it is paused")
                    .isEqualTo(records);
            assertThat(truth.path("paused").asBoolean()).isTrue();
            assertThat(truth.path("deadLetters").size()).as("reasons").isPositive();
            assertThat(Comparisons.differences(caravan, truth)).isEmpty();

            assertThat(JSON.readTree(caravan.post("/api/simulator/resume").body())
                            .path("paused")
                            .asBoolean())
                    .isFalse();
            await().atMost(PATIENCE).until(() -> truth(caravan).path("records").asLong() > records);
        }
    }

    @Test
    void theSheetOfARunIsLeftInAFileWhenItStops() throws Exception {
        AtomicLong records = new AtomicLong();
        try (RunningCaravan caravan =
                RunningCaravan.start(folder, Map.of("stage.simulator", "true", "simulator.rate-per-sec", "50"))) {
            await().atMost(PATIENCE).until(() -> truth(caravan).path("records").asLong() > 100);
            records.set(truth(caravan).path("records").asLong());
        }
        try (Stream<Path> files = Files.list(folder.resolve("data/simulator"))) {
            assertThat(files).singleElement().satisfies(file -> {
                JsonNode sheet = JSON.readTree(Files.readString(file));
                assertThat(file).hasFileName(sheet.path("run").asText() + ".json");
                assertThat(sheet.path("records").asLong()).isGreaterThanOrEqualTo(records.get());
            });
        }
    }

    @Test
    void whereTheSimulatorIsOffThereIsNoTruth() throws Exception {
        try (RunningCaravan caravan = RunningCaravan.start(folder, Map.of())) {
            assertThat(caravan.get("/api/simulator/truth").statusCode()).isEqualTo(404);
            assertThat(caravan.post("/api/simulator/pause").statusCode()).isEqualTo(404);
        }
    }

    private static JsonNode truth(RunningCaravan caravan) throws Exception {
        return JSON.readTree(caravan.get("/api/simulator/truth").body());
    }
}
