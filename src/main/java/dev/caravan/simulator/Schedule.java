package dev.caravan.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * How many events are due, at a steady rate, however irregularly it is asked. Counts from a fixed start, so no rounding adds up.
 *
 * <p>After a pause of more than a second (a suspended laptop) only the last second's worth is due. A clock that is set back stops
 * nothing. Not thread-safe.
 */
final class Schedule {

    private static final Duration MOST_CAUGHT_UP = Duration.ofSeconds(1);

    private final double ratePerSec;
    private Instant start;
    private Instant last;
    private long given;

    /** @param ratePerSec positive */
    Schedule(double ratePerSec, Instant start) {
        this.ratePerSec = ratePerSec;
        this.start = start;
        this.last = start;
    }

    /** The number of events that fell due since the last call. */
    long due(Instant now) {
        Duration gap = Duration.between(last, now);
        if (gap.isNegative()) {
            start = start.plus(gap);
        } else if (gap.compareTo(MOST_CAUGHT_UP) > 0) {
            start = start.plus(gap).minus(MOST_CAUGHT_UP);
        }
        last = now;
        Duration open = Duration.between(start, now);
        double seconds = open.getSeconds() + open.getNano() / 1e9;
        long due = Math.max(0, (long) Math.floor(seconds * ratePerSec) - given);
        given += due;
        return due;
    }
}
