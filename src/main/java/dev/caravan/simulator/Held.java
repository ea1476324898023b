package dev.caravan.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Records that are sent later than they happened. Keeps {@value #MOST} at most, about 20 MB; above that the next one due is due at once. Not
 * thread-safe.
 */
final class Held {

    private static final int MOST = 20_000;

    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueMicros).thenComparingLong(Entry::number));
    private long number;

    void hold(SimulatedEvent event, long dueMicros) {
        waiting.add(new Entry(event, dueMicros, number++));
    }

    /** {@link Long#MAX_VALUE} if nothing waits, {@link Long#MIN_VALUE} if too much does. */
    long nextMicros() {
        Entry next = waiting.peek();
        if (next == null) {
            return Long.MAX_VALUE;
        }
        return waiting.size() > MOST ? Long.MIN_VALUE : next.dueMicros();
    }

    /** The next one; there must be one. */
    SimulatedEvent poll() {
        return waiting.remove().event();
    }

    private record Entry(SimulatedEvent event, long dueMicros, long number) {}
}
