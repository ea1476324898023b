package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Parsed;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import org.jspecify.annotations.Nullable;

/** One record of a batch on its way to its place: stored, known duplicate, or dead letter. */
final class BatchRecord {
    private final Received received;
    private @Nullable Parsed judgement;
    private boolean parked;
    private boolean settled;

    BatchRecord(Received received) {
        this.received = received;
    }

    Received received() {
        return received;
    }

    void judge(Parsed newJudgement) {
        judgement = newJudgement;
        parked = false;
    }

    Parsed judgement() {
        if (judgement == null) {
            throw new IllegalStateException(
                    "offset " + received.offset() + " of partition " + received.partition() + " was never judged");
        }
        return judgement;
    }

    @Nullable
    Event event() {
        return judgement() instanceof Event event ? event : null;
    }

    @Nullable
    Rejection rejection() {
        return judgement() instanceof Rejection rejection ? rejection : null;
    }

    /** It is in the dead-letter topic. */
    void park() {
        parked = true;
    }

    /** What is rejected must be in the dead-letter topic before its offset may advance. */
    boolean awaitsParking() {
        return !parked && rejection() != null;
    }

    /** The transaction that gives it its place is committed. */
    void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }
}
