package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The live shop, at the time of a clock that stands still until it is moved. */
class SimulatorTest {

    private static final Instant START = Instant.parse("2026-03-08T09:00:00Z");

    private final List<SimulatedEvent> taken = new ArrayList<>();
    private Instant now = START;

    @Test
    void firstItTellsWhatHappenedBeforeTheStartAndThenGoesOn() {
        Simulator simulator = rhythmic(Duration.ofDays(7));
        tick(simulator);
        List<SimulatedEvent> before = List.copyOf(taken);
        for (int second = 0; second < 60; second++) {
            now = now.plusSeconds(1);
            tick(simulator);
        }

        assertThat(simulator.shop().opening()).isEqualTo(START.minus(Duration.ofDays(7)));
        assertThat(before).hasSizeGreaterThan(25_000);
        assertThat(texts(taken))
                .isEqualTo(texts(new Shop(settings(), START.minus(Duration.ofDays(7)), START).due(now)));
        assertThat(taken.size()).isGreaterThan(before.size());
    }

    @Test
    void theScenarioCountsFromTheStartAndNotFromTheBackFill() {
        Simulator simulator = rhythmic(Duration.ofDays(7));

        assertThat(simulator.shop().scenario().from()).isEqualTo(START);
    }

    @Test
    void aBusyShopOpensLaterThanAQuietOne() {
        assertThat(Simulator.backFill(Sample.settings(1_000, 42, 0), 7, 1_000_000))
                .isEqualTo(Duration.ofSeconds(1_000));
        assertThat(Simulator.backFill(Sample.settings(0.1, 42, 0), 7, 1_000_000))
                .isEqualTo(Duration.ofDays(7));
        assertThat(Simulator.backFill(Sample.settings(20, 42, 0), 0, 1_000_000)).isZero();
    }

    @Test
    void afterAPauseOnlyOneSecondIsCaughtUpAndItIsTold() {
        Simulator simulator = steady();
        second(simulator);
        now = now.plus(Duration.ofHours(8));
        tick(simulator);

        assertThat(taken)
                .as("the first second, the last one, and what was due when that began")
                .hasSize(20 + 21);
        assertThat(taken.get(20).act().time()).isAfter(now.minusMillis(1001));
        second(simulator);
        assertThat(taken).hasSize(20 + 21 + 20);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        Simulator simulator = steady();
        second(simulator);
        now = now.minus(Duration.ofHours(1));
        tick(simulator);
        assertThat(taken).hasSize(20);

        second(simulator);
        assertThat(taken).hasSize(40);
        assertThat(taken.get(39).act().time()).isEqualTo(now);
    }

    @Test
    void whatIsNotAcknowledgedComesAgain() {
        Simulator simulator = steady();
        tick(simulator);
        now = now.plusSeconds(1);
        List<SimulatedEvent> lost = simulator.chunks().next();
        tick(simulator);

        assertThat(taken).isEqualTo(lost);
    }

    @Test
    void aTickLeavesTheRestToTheNextAfterHalfASecond() {
        Simulator simulator = rhythmic(Duration.ofDays(7));
        Iterator<List<SimulatedEvent>> chunks = simulator.chunks();
        assertThat(chunks.next()).hasSize(2_000);
        simulator.acknowledge();
        now = now.plusMillis(501);

        assertThat(chunks.hasNext()).isFalse();
        assertThat(simulator.chunks().next()).hasSize(2_000);
    }

    private void second(Simulator simulator) {
        now = now.plusSeconds(1);
        tick(simulator);
    }

    private static void tick(Simulator simulator) {
        Iterator<List<SimulatedEvent>> chunks = simulator.chunks();
        while (chunks.hasNext()) {
            chunks.next();
            boolean unused = chunks.hasNext(); // as Camel's split does, to know whether this is the last one
            simulator.acknowledge();
        }
    }

    private Simulator rhythmic(Duration backFill) {
        return new Simulator(settings(), backFill, () -> now, taken::addAll);
    }

    private Simulator steady() {
        Simulator simulator = new Simulator(Sample.settings(20, 42, 0), Duration.ZERO, () -> now, taken::addAll);
        tick(simulator);
        return simulator;
    }

    private static SimulatorSettings settings() {
        return Sample.rhythmic(1_000, 42, Faults.NONE);
    }

    private static List<String> texts(List<SimulatedEvent> events) {
        return events.stream().map(event -> event.act().toString()).toList();
    }
}
