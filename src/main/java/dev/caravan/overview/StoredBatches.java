package dev.caravan.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches that this instance has stored last, and how long their events took to get there. Thread-safe. */
public final class StoredBatches {
    private static final int KEPT = 20;

    private final FrameDelays frames;
    private final Clock clock;
    private final Latencies latencies = new Latencies();
    private final Deque<Overview.StoredBatch> newest = new ArrayDeque<>();

    public StoredBatches(FrameDelays frames, Clock clock) {
        this.frames = frames;
        this.clock = clock;
    }

    /**
     * A batch was committed a moment ago.
     *
     * @param sentAtMs when each of its records was sent, milliseconds since 1970
     */
    public void add(
            int stored,
            int duplicates,
            int dead,
            Duration duration,
            Collection<Integer> partitions,
            List<Long> sentAtMs) {
        Instant now = clock.instant();
        synchronized (newest) {
            newest.addFirst(new Overview.StoredBatch(
                    now.toString(),
                    stored + duplicates + dead,
                    stored,
                    duplicates,
                    dead,
                    duration.toNanos() / 1e6,
                    List.copyOf(partitions)));
            if (newest.size() > KEPT) {
                newest.removeLast();
            }
        }
        for (long sentMs : sentAtMs) {
            latencies.add(Duration.ofMillis(now.toEpochMilli() - sentMs), now);
        }
        frames.stored(now);
    }

    List<Overview.StoredBatch> newest() {
        synchronized (newest) {
            return List.copyOf(newest);
        }
    }

    Latencies.@Nullable Percentiles latency(Instant now) {
        return latencies.at(now);
    }
}
