package dev.caravan.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The ids that one run gives out: from the seed and from the moment of opening. Two runs with one seed tell the same story under
 * other ids; if they shared them, everything after a restart would be a duplicate of what was stored before it.
 */
final class Ids {

    private final RandomGenerator random;
    private final int run;
    private long orders;

    Ids(long seed, Instant opening) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + opening.toEpochMilli());
        run = (int) (random.nextLong() >>> 32);
    }

    /** The run's id: the 8 hex digits that begin each event and session id, and stand in each order and anonymous visitor. */
    String run() {
        return "%08x".formatted(run);
    }

    /** A UUID (version 4) that is random behind the run's id, for an event or a session. */
    String uuid() {
        long high = (((long) run) << 32) | (random.nextLong() & 0xFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** What a cookie would hold. */
    String visitor() {
        return "a-%s%012x".formatted(run(), random.nextLong() >>> 16);
    }

    /** Such as {@code ORD-3FA09C11-00017}. */
    String order() {
        return "ORD-%s-%05d".formatted(run().toUpperCase(Locale.ROOT), ++orders);
    }
}
