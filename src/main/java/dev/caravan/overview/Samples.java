package dev.caravan.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters as they were at the last looks, so that everybody who asks is told the same rates. Thread-safe. */
final class Samples {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Sample(Instant at, Map<String, Long> counts) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<String, Instant> movedAt = new HashMap<>();

    synchronized void add(Instant at, Map<String, Long> counts) {
        Sample before = samples.peekLast();
        if (before != null) {
            counts.forEach((key, count) -> {
                if (!count.equals(before.counts().getOrDefault(key, 0L))) {
                    movedAt.put(key, at);
                }
            });
        }
        samples.addLast(new Sample(at, Map.copyOf(counts)));
        while (samples.size() > 2 && !oldest().at().isAfter(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** Mean over the last ten seconds; null before there were two looks. A counter that went back counts as 0. */
    synchronized @Nullable Double perSecond(String key) {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        if (first == null || last == null) {
            return null;
        }
        double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
        return seconds <= 0 ? null : Double.valueOf(risen(first, last, key) / seconds);
    }

    /** By how much a counter rose in the last ten seconds. */
    synchronized long risen(String key) {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        return first == null || last == null ? 0 : risen(first, last, key);
    }

    /** When a look last found a counter changed; null if none did. */
    synchronized @Nullable Instant movedAt(String key) {
        return movedAt.get(key);
    }

    private static long risen(Sample first, Sample last, String key) {
        return Math.max(0, last.counts().getOrDefault(key, 0L) - first.counts().getOrDefault(key, 0L));
    }

    private Sample oldest() {
        return samples.getFirst();
    }
}
