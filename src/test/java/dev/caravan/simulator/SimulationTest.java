package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator at work, at the time of a clock that stands still until it is moved. */
class SimulationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Instant now = Sample.OPENING;
    private Simulation simulation;

    /** Ten records a second. */
    @BeforeEach
    void open() {
        simulation =
                new Simulation(Sample.settings(10, 42, 0.1), Duration.ZERO, () -> now, folder.resolve("sheets"), 100);
        assertThat(sentAfter(0)).isLessThanOrEqualTo(1);
    }

    @Test
    void aPausedSimulationHandsOutNothingUntilItIsResumedAndCatchesNothingUp() throws IOException {
        assertThat(sentAfter(1)).isEqualTo(10);

        assertThat(JSON.readTree(simulation.pause()).path("until").asText()).isEqualTo("2026-03-01T09:00:31Z");
        assertThat(sentAfter(20)).isZero();
        assertThat(truth().path("paused").asBoolean()).isTrue();

        assertThat(JSON.readTree(simulation.resume()).path("paused").asBoolean())
                .isFalse();
        assertThat(sentAfter(0)).as("of 20 paused seconds").isLessThanOrEqualTo(11);
        assertThat(sentAfter(1)).isEqualTo(10);
    }

    @Test
    void aPauseEndsAfterThirtySeconds() {
        String unused = simulation.pause();
        assertThat(sentAfter(29)).isZero();
        assertThat(truth().path("paused").asBoolean()).isTrue();
        assertThat(sentAfter(1)).isPositive();
        assertThat(truth().path("paused").asBoolean()).isFalse();
    }

    @Test
    void aPauseIsNoLongerWhenTheClockIsSetBack() {
        String unused = simulation.pause();
        now = now.minusSeconds(3_600);
        send();
        assertThat(sentAfter(1)).isPositive();
    }

    @Test
    void whatIsOnItsWayDoesNotCountYetAndIsHandedOutAgainInAPauseToo() {
        long before = truth().path("records").asLong();
        now = now.plusSeconds(1);
        List<SimulatedEvent> lost = simulation.chunks().next();
        simulation.attempt();
        assertThat(truth().path("sending").asInt()).isEqualTo(lost.size());
        assertThat(truth().path("records").asLong()).isEqualTo(before);

        String unused = simulation.pause();
        Iterator<List<SimulatedEvent>> again = simulation.chunks();
        assertThat(again.hasNext()).isTrue();
        assertThat(again.next()).isEqualTo(lost);
        simulation.attempt();
        simulation.acknowledge();
        assertThat(again.hasNext()).as("new ones in a pause").isFalse();
        assertThat(truth().path("sending").asInt()).isZero();
        assertThat(truth().path("records").asLong()).isEqualTo(before + lost.size());
        assertThat(truth().path("uncertain").asInt()).as("asked for twice").isEqualTo(lost.size());
    }

    @Test
    void whatTheRouteSentMoreThanOnceIsUncertain() {
        now = now.plusSeconds(1);
        int size = simulation.chunks().next().size();
        simulation.attempt();
        simulation.attempt();
        simulation.acknowledge();
        assertThat(truth().path("uncertain").asInt()).isEqualTo(size);

        assertThat(sentAfter(1)).isPositive();
        assertThat(truth().path("uncertain").asInt()).isEqualTo(size);
    }

    @Test
    void theSheetIsWrittenWholeAndOnlyWhenItHasChanged() throws IOException {
        assertThat(sentAfter(1)).isPositive();
        simulation.write();
        Path file = onlyFile();
        JsonNode sheet = JSON.readTree(Files.readString(file));
        assertThat(sheet.path("records").asLong())
                .isEqualTo(truth().path("records").asLong());
        assertThat(file).hasFileName(sheet.path("run").asText() + ".json");

        Files.delete(file);
        simulation.write();
        assertThat(file).doesNotExist();

        assertThat(sentAfter(1)).isPositive();
        simulation.write();
        assertThat(onlyFile()).isEqualTo(file);
    }

    @Test
    void aSheetThatGrowsTooLargeIsGivenUpAndSaysSo() {
        for (int second = 0; truth().path("complete").asBoolean(true) && second < 1_000; second++) {
            now = now.plusSeconds(1);
            send();
        }
        assertThat(truth().path("message").asText()).contains("more than 100 visits");
        assertThat(truth().has("records")).isFalse();
        send();
        simulation.write();
    }

    /** How many records a tick sends, and Kafka takes. */
    private long sentAfter(int seconds) {
        long before = truth().path("records").asLong();
        now = now.plusSeconds(seconds);
        send();
        return truth().path("records").asLong() - before;
    }

    private void send() {
        simulation.chunks().forEachRemaining(chunk -> {
            simulation.attempt();
            simulation.acknowledge();
        });
    }

    private JsonNode truth() {
        try {
            return JSON.readTree(simulation.truth());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sheets"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
