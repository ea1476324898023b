package dev.caravan.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * When a scenario is on.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record ScenarioSpan(Scenario scenario, Instant from, Instant to) {

    static ScenarioSpan of(Scenario scenario, Instant from, Duration length) {
        return new ScenarioSpan(scenario, from, from.plus(length));
    }

    /** What is on at that moment. */
    Scenario at(long epochMicros) {
        return epochMicros >= fromMicros() && epochMicros < toMicros() ? scenario : Scenario.EVERYDAY;
    }

    long fromMicros() {
        return micros(from);
    }

    long toMicros() {
        return micros(to);
    }

    /** The next moment after {@code epochMicros} at which the scenario begins or ends, or {@code most} if that is earlier. */
    long nextEdge(long epochMicros, long most) {
        if (epochMicros < fromMicros()) {
            return Math.min(most, fromMicros());
        }
        return epochMicros < toMicros() ? Math.min(most, toMicros()) : most;
    }

    static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1000;
    }
}
