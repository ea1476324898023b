package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether each value follows on the one before it, in the order of places and each partition for itself; missing ones are passed over.
 *
 * <p>A part must hold what lies between its first and its last place of a partition, as batches do; parts that reach into each other can't
 * be judged. A part costs some 20 bytes until the part behind it is there.
 */
final class OrderTally implements Tally {
    private final int column;
    private final int direction;
    private final boolean strictly;
    private final RowCounts counts = new RowCounts();
    /** By the place of its first row. */
    private final TreeMap<Long, Run> runs = new TreeMap<>(Long::compareUnsigned);

    private @Nullable Run current;
    private boolean overlaps;

    /** Rows that were seen one after the other. */
    private static final class Run {
        private final long start;
        private long end;
        private @Nullable Object first;
        private long firstPlace;
        private @Nullable Object last;

        Run(long start) {
            this.start = start;
            this.end = start;
        }
    }

    OrderTally(int column, boolean increasing, boolean strictly) {
        this.column = column;
        this.direction = increasing ? 1 : -1;
        this.strictly = strictly;
    }

    @Override
    public void add(Row row) {
        long place = row.place();
        Run run = runOf(place);
        run.end = place;
        Object value = row.values[column];
        counts.elements++;
        if (value == null) {
            counts.missing++;
            return;
        }
        if (run.first == null) {
            run.first = value;
            run.firstPlace = place;
        } else if (!follows(run.last, value)) {
            counts.unexpected(place, value);
        }
        run.last = value;
    }

    private Run runOf(long place) {
        Run run = current;
        if (run == null || partition(run.start) != partition(place)) {
            Map.Entry<Long, Run> before = runs.floorEntry(place);
            boolean isSame = before != null && partition(before.getKey()) == partition(place);
            run = isSame ? before.getValue() : new Run(place);
            runs.put(run.start, run);
            current = run;
        }
        overlaps |= Long.compareUnsigned(place, run.end) < 0;
        return run;
    }

    private static long partition(long place) {
        return place >>> 48;
    }

    private boolean follows(@Nullable Object before, Object value) {
        if (before == null) {
            return true;
        }
        int comparison = RowValues.compare(value, before);
        if (comparison == RowValues.INCOMPARABLE) {
            return false;
        }
        return strictly ? comparison * direction > 0 : comparison * direction >= 0;
    }

    @Override
    public void merge(Tally other) {
        OrderTally order = (OrderTally) other;
        overlaps |= order.overlaps;
        counts.merge(order.counts);
        order.runs.values().forEach(this::take);
    }

    private void take(Run run) {
        Map.Entry<Long, Run> before = runs.floorEntry(run.start);
        Map.Entry<Long, Run> behind = runs.ceilingEntry(run.start);
        overlaps |= before != null && Long.compareUnsigned(before.getValue().end, run.start) >= 0;
        overlaps |= behind != null && Long.compareUnsigned(behind.getKey(), run.end) <= 0;
        Run joined = run;
        if (before != null && before.getValue().end + 1 == run.start) {
            joined = join(before.getValue(), run);
        }
        if (behind != null && joined.end + 1 == behind.getKey()) {
            runs.remove(behind.getKey());
            joined = join(joined, behind.getValue());
        }
        runs.put(joined.start, joined);
        current = null;
    }

    private Run join(Run before, Run behind) {
        Object first = behind.first;
        Run joined = new Run(before.start);
        joined.end = behind.end;
        joined.first = before.first == null ? first : before.first;
        joined.firstPlace = before.first == null ? behind.firstPlace : before.firstPlace;
        joined.last = behind.last == null ? before.last : behind.last;
        if (first != null && !follows(before.last, first)) {
            counts.unexpected(behind.firstPlace, first);
        }
        return joined;
    }

    @Override
    public void write(Output out) {
        counts.write(out);
        out.flag(overlaps);
        out.count(runs.size());
        for (Run run : runs.values()) {
            out.count(run.start);
            out.count(run.end - run.start);
            out.value(run.first);
            out.count(run.firstPlace - run.start);
            out.value(run.last);
        }
    }

    @Override
    public void read(Input in) {
        counts.read(in);
        overlaps = in.flag();
        int size = in.size();
        for (int i = 0; i < size; i++) {
            Run run = new Run(in.count());
            run.end = run.start + in.count();
            run.first = in.value();
            run.firstPlace = run.start + in.count();
            run.last = in.value();
            runs.put(run.start, run);
        }
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        if (overlaps) {
            return Verdict.raised(
                    expectation, "parts of the stream reach into each other, so that their order is unknown");
        }
        return Verdict.ofRows(expectation, all().toCounts());
    }

    @Override
    public List<Place> failing(long afterPacked, int limit) {
        return all().failing.after(afterPacked, limit);
    }

    /** With what doesn't follow on the run before. */
    private RowCounts all() {
        RowCounts all = new RowCounts();
        all.merge(counts);
        Object last = null;
        long partition = -1;
        for (Run run : runs.values()) {
            if (partition(run.start) != partition) {
                partition = partition(run.start);
                last = null;
            }
            if (run.first != null && !follows(last, run.first)) {
                all.unexpected(run.firstPlace, run.first);
            }
            last = run.last == null ? last : run.last;
        }
        return all;
    }
}
