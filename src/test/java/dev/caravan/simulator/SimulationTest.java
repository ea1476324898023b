package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Story.OPENING);

    @Test
    void aPausedSimulationHandsOutNothingUntilItIsResumedAndCatchesNothingUp() throws IOException {
        Simulation simulation = simulation(10);
        assertThat(dueAfter(simulation, 1)).hasSize(10);

        assertThat(JSON.readTree(simulation.pause()).path("until").asText()).isEqualTo("2026-03-01T09:00:31Z");
        assertThat(dueAfter(simulation, 20)).isEmpty();
        assertThat(JSON.readTree(simulation.truth()).path("paused").asBoolean()).isTrue();

        simulation.resume();
        assertThat(simulation.due()).as("of 20 paused seconds").hasSizeLessThanOrEqualTo(10);
        assertThat(dueAfter(simulation, 1)).hasSize(10);
    }

    @Test
    void aPauseEndsAfterThirtySecondsAtTheLatest() {
        Simulation simulation = simulation(10);
        simulation.pause();
        assertThat(dueAfter(simulation, 29)).isEmpty();
        simulation.pause();
        assertThat(dueAfter(simulation, 29)).isEmpty();
        assertThat(dueAfter(simulation, 1)).isNotEmpty();
    }

    @Test
    void aPauseIsNoLongerWhenTheClockIsSetBack() {
        Simulation simulation = simulation(10);
        simulation.pause();
        List<SimulatedEvent> unused = dueAfter(simulation, -3_600);
        assertThat(dueAfter(simulation, 1)).isNotEmpty();
    }

    @Test
    void theSheetIsWrittenWholeAndOnlyWhenItHasChanged() throws IOException {
        Simulation simulation = simulation(10);
        simulation.write();
        assertThat(folder.resolve("sheets")).doesNotExist();

        simulation.sent(dueAfter(simulation, 1), null);
        simulation.write();
        Path file = onlyFile();
        JsonNode sheet = JSON.readTree(Files.readString(file));
        assertThat(sheet.path("records").asInt()).isEqualTo(10);
        assertThat(file).hasFileName(sheet.path("run").asText() + ".json");

        Files.delete(file);
        simulation.write();
        assertThat(file).doesNotExist();

        simulation.sent(dueAfter(simulation, 1), true);
        simulation.write();
        assertThat(JSON.readTree(Files.readString(onlyFile())).path("uncertain").asInt())
                .isEqualTo(10);
    }

    private Simulation simulation(double ratePerSec) {
        return new Simulation(
                new Simulator(Story.settings(ratePerSec, 42, 0.1), now::get), now::get, folder.resolve("sheets"));
    }

    private List<SimulatedEvent> dueAfter(Simulation simulation, int seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
        return simulation.due();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sheets"))) {
            return files.reduce((one, other) -> {
                        throw new AssertionError("two files: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }
}
