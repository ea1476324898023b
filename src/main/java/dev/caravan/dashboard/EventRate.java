package dev.caravan.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Events stored per second, from how the partitions' sums grow. Looks back 10 s; where frames are further apart, to the frame before,
 * at most a minute. Not thread-safe.
 */
final class EventRate {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final long SHORTEST_MS = 200;

    private record Sample(Instant at, long stored) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Takes a sample.
     *
     * @param stored events stored since the beginning, in all partitions
     * @return events per second with one decimal; null while there is nothing to compare with
     */
    @Nullable
    BigDecimal sample(Instant at, long stored) {
        forget(at, stored);
        Sample first = samples.peekFirst();
        samples.addLast(new Sample(at, stored));
        if (first == null) {
            return null;
        }
        long elapsedMs = Duration.between(first.at(), at).toMillis();
        return elapsedMs < SHORTEST_MS
                ? null
                : BigDecimal.valueOf((stored - first.stored()) * 1000)
                        .divide(BigDecimal.valueOf(elapsedMs), 1, RoundingMode.HALF_UP);
    }

    private void forget(Instant at, long stored) {
        Sample last = samples.peekLast();
        boolean startedAnew =
                last != null && (last.stored() > stored || last.at().isAfter(at));
        if (startedAnew) {
            samples.clear();
        }
        while (samples.size() > 1 && olderThan(WINDOW, at)) {
            samples.removeFirst();
        }
        if (olderThan(OLDEST, at)) {
            samples.clear();
        }
    }

    private boolean olderThan(Duration age, Instant at) {
        Sample first = samples.peekFirst();
        return first != null && Duration.between(first.at(), at).compareTo(age) > 0;
    }
}
