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
    private final String run;
    private long orders;

    Ids(long seed, Instant opening) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + opening.toEpochMilli());
        run = Long.toString(opening.getEpochSecond(), 36).toUpperCase(Locale.ROOT);
    }

    /** A random UUID (version 4), for an event or a session. */
    String uuid() {
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** What a cookie would hold. */
    String visitor() {
        return "a-%016x".formatted(random.nextLong());
    }

    /** Such as {@code ORD-TA3K9Q-00017}. */
    String order() {
        return "ORD-%s-%05d".formatted(run, ++orders);
    }
}
