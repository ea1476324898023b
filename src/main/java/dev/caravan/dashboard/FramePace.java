package dev.caravan.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * When the next frame is due: while somebody listens, whenever more is stored, and once a second since the visitors of now change with
 * time alone. After a failure it waits, so that a database that is down is not asked four times a second. Thread-safe.
 */
public final class FramePace {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final IntSupplier listeners;
    private final Clock clock;
    private long lastVersion = -1;
    private Instant lastAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;

    /** @param listeners how many browsers listen now */
    public FramePace(IntSupplier listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Whether it is worth asking the database at all. */
    public synchronized boolean isWanted() {
        return listeners.getAsInt() > 0 && !clock.instant().isBefore(notBefore);
    }

    /**
     * Whether a frame is to be made now.
     *
     * @param version sum of the offsets up to which everything is stored
     */
    public synchronized boolean isDue(long version) {
        Instant now = clock.instant();
        if (version == lastVersion && now.isBefore(lastAt.plus(LONGEST_PAUSE))) {
            return false;
        }
        lastVersion = version;
        lastAt = now;
        return true;
    }

    /** A frame could not be made. */
    public synchronized void failed() {
        notBefore = clock.instant().plus(AFTER_FAILURE);
        lastVersion = -1;
        lastAt = Instant.EPOCH;
    }
}
