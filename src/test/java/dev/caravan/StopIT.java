package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.simulator.SimulatedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
    private static final String PLACES = "select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets";
    private static final Map<String, String> SMALL_BATCHES = Map.of("pipeline.batch-size", "100");

    @TempDir
    Path folder;

    @Test
    void aStopInTheMiddleLosesNothingAndDoublesNothing() {
        List<SimulatedEvent> events = Traffic.events(10_000, 11);
        try (RunningCaravan caravan = RunningCaravan.start(folder, SMALL_BATCHES)) {
            Traffic.send(caravan.brokers(), events);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> caravan.count(PLACES) > 1_000);
            assertThat(caravan.count(PLACES))
                    .as("found their place before the stop")
                    .isLessThan(events.size());
            assertStops(caravan);
        }
        try (RunningCaravan again = RunningCaravan.start(folder, SMALL_BATCHES)) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> again.count(PLACES) == events.size());
            assertThat(again.count("select count(*) from events")).isEqualTo(Traffic.distinct(events));
            assertThat(again.count("select count(*) from dead_letters")).isZero();
            Recomputation.assertEveryRecordHasItsPlace(again);
            Recomputation.assertEqualsDerivedTables(again);
            assertStops(again);
        }
    }

    /** However busy the machine is; that the process ends in time all the same, StartIT holds. */
    static void assertStops(RunningCaravan caravan) {
        assertThat(CompletableFuture.runAsync(caravan::close)).as("the stop").succeedsWithin(Duration.ofMinutes(1));
    }
}
