package dev.caravan.sse;

import java.util.concurrent.atomic.LongAdder;

/** What happened on all streams since the start. Any thread. */
final class SseCounts {

    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    void frameSent() {
        sent.increment();
    }

    void frameDropped() {
        dropped.increment();
    }

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
    }
}
