package dev.caravan.simulator;

/**
 * When records are due at a steady rate: the n-th, from 1, at n ÷ rate after the opening. Counts from a fixed start, so no rounding adds up.
 * Leaves out the time of a silence. Not thread-safe.
 */
final class Slots {

    private final double ratePerSec;
    private final long openingMicros;
    private final ScenarioSpan span;
    private long taken;
    private long postponedMicros;
    private long nextMicros;

    /** @param ratePerSec positive */
    Slots(double ratePerSec, long openingMicros, ScenarioSpan span) {
        this.ratePerSec = ratePerSec;
        this.openingMicros = openingMicros;
        this.span = span;
        place();
    }

    long nextMicros() {
        return nextMicros;
    }

    /** The next one is used. */
    void take() {
        taken++;
        place();
    }

    void postpone(long micros) {
        postponedMicros += micros;
        place();
    }

    private void place() {
        nextMicros = openingMicros + postponedMicros + (long) ((taken + 1) * 1e6 / ratePerSec);
        if (span.at(nextMicros) == Scenario.SILENCE) {
            postponedMicros += span.toMicros() - nextMicros;
            nextMicros = span.toMicros();
        }
    }
}
