package dev.caravan.overview;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, over the last five to six minutes. A percentile is at most 12.5 % too high: what took 16 ms or more is kept in
 * eight steps from each power of two to the next. Thread-safe; 2.2 KB a minute.
 */
public final class Latencies {
    private static final int MINUTES = 6;
    private static final int EXACT = 16;
    private static final int STEPS = 8;
    private static final int BUCKETS = EXACT + STEPS * 28;

    /** What half and what all but a hundredth stayed below, in milliseconds. */
    record Percentiles(long p50, long p99, long count) {}

    private final long[][] counts = new long[MINUTES][BUCKETS];
    private final long[] minuteOf = new long[MINUTES];

    synchronized void add(Duration took, Instant at) {
        long minute = at.getEpochSecond() / 60;
        int slot = (int) Math.floorMod(minute, (long) MINUTES);
        if (minuteOf[slot] != minute) {
            minuteOf[slot] = minute;
            counts[slot] = new long[BUCKETS];
        }
        counts[slot][bucket(Math.max(0, took.toMillis()))]++;
    }

    /** Null where nothing was measured in these minutes. */
    synchronized @Nullable Percentiles at(Instant now) {
        long minute = now.getEpochSecond() / 60;
        long[] sums = new long[BUCKETS];
        long all = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (minuteOf[slot] > minute - MINUTES && minuteOf[slot] <= minute) {
                for (int i = 0; i < BUCKETS; i++) {
                    sums[i] += counts[slot][i];
                    all += counts[slot][i];
                }
            }
        }
        return all == 0 ? null : new Percentiles(percentile(sums, all, 50), percentile(sums, all, 99), all);
    }

    private static long percentile(long[] sums, long all, int percent) {
        long wanted = (all * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += sums[i];
            if (seen >= wanted) {
                return highest(i);
            }
        }
        return highest(BUCKETS - 1);
    }

    private static int bucket(long ms) {
        if (ms < EXACT) {
            return (int) ms;
        }
        int power = 63 - Long.numberOfLeadingZeros(ms);
        int step = (int) ((ms >> (power - 3)) & (STEPS - 1));
        return Math.min(BUCKETS - 1, EXACT + (power - 4) * STEPS + step);
    }

    private static long highest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int power = 4 + (bucket - EXACT) / STEPS;
        int step = (bucket - EXACT) % STEPS;
        return ((STEPS + step + 1L) << (power - 3)) - 1;
    }
}
