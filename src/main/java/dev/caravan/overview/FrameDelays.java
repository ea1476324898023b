package dev.caravan.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How long what is stored waits until browsers are sent it: from a batch's commit to the end of sending the first frame that was begun
 * after it, and so holds it for sure. Measured only while frames go out. Thread-safe.
 */
public final class FrameDelays {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 1000;

    private final Deque<Instant> waiting = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private Instant lastSent = Instant.EPOCH;

    synchronized void stored(Instant committed) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(committed);
    }

    synchronized void sent(Instant begun, Instant ended) {
        boolean paused = Duration.between(lastSent, ended).compareTo(PAUSE) > 0;
        lastSent = ended;
        while (!waiting.isEmpty() && !waiting.getFirst().isAfter(begun)) {
            Instant committed = waiting.removeFirst();
            if (!paused) {
                latencies.add(Duration.between(committed, ended), ended);
            }
        }
    }

    Latencies.@Nullable Percentiles at(Instant now) {
        return latencies.at(now);
    }
}
