package dev.caravan.overview;

import java.util.concurrent.atomic.LongAdder;

/** What went through one route or over one arrow since the start. Any thread; some nanoseconds a call. */
final class Tally {
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder records = new LongAdder();

    void begin() {
        begun.increment();
    }

    void end(boolean failure) {
        ended.increment();
        if (failure) {
            failed.increment();
        }
    }

    void add(long moved) {
        records.add(moved);
    }

    /** How often it was ended, failures included. */
    long total() {
        return ended.sum();
    }

    long failed() {
        return failed.sum();
    }

    long records() {
        return records.sum();
    }

    /** Read in this order, what ends meanwhile makes it too small rather than negative for long. */
    long inflight() {
        long done = ended.sum();
        return Math.max(0, begun.sum() - done);
    }
}
