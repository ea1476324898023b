package dev.caravan.dashboard.report;

import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.CompactSketch;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Union;
import org.apache.datasketches.theta.UpdateSketch;

/**
 * Distinct visitors without keeping their names: a theta sketch, exact up to 16,384 visitors, beyond that with a standard error of 0.8 %
 * (within 2 % in 99 of 100 cases). At most 128 KB. Not thread-safe.
 */
final class VisitorSketch {
    private static final int NOMINAL_ENTRIES = 16_384;

    private final UpdateSketch sketch =
            UpdateSketch.builder().setNominalEntries(NOMINAL_ENTRIES).build();

    /** A count of visitors. */
    record Count(long visitors, boolean estimated) {}

    void add(String visitorId) {
        sketch.update(visitorId);
    }

    Count count() {
        return new Count(Math.round(sketch.getEstimate()), sketch.isEstimationMode());
    }

    /** For the table. */
    byte[] bytes() {
        return sketch.compact().toByteArrayCompressed();
    }

    /** What the sketch of one bucket counted. */
    static Count counted(long visitors) {
        return new Count(visitors, visitors > NOMINAL_ENTRIES);
    }

    /** How many different visitors several sketches hold together. */
    static Count together(Iterable<byte[]> sketches) {
        Union union = SetOperation.builder().setNominalEntries(NOMINAL_ENTRIES).buildUnion();
        for (byte[] one : sketches) {
            union.union(CompactSketch.wrap(Memory.wrap(one)));
        }
        CompactSketch all = union.getResult();
        return new Count(Math.round(all.getEstimate()), all.isEstimationMode());
    }
}
