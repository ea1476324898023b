package dev.caravan.quality.row;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of one window, or of a part of it. Parts merge in any order, and say and write the same then. Not thread-safe.
 */
public final class WindowState {
    static final int FORMAT = 1;

    private final StreamJudge judge;
    private final Instant windowStart;
    private final Seen seen;
    private long records;

    WindowState(StreamJudge judge, Instant windowStart) {
        this.judge = judge;
        this.windowStart = windowStart;
        this.seen = new Seen(judge.judges());
    }

    public Instant windowStart() {
        return windowStart;
    }

    /** Records seen, whatever became of them. */
    public long records() {
        return records;
    }

    void add(Row row) {
        records++;
        seen.add(row);
    }

    /**
     * Takes in the other part.
     *
     * @throws IllegalArgumentException if it is of other expectations or of another window
     */
    public void merge(WindowState other) {
        if (!judge.fingerprint().equals(other.judge.fingerprint()) || !windowStart.equals(other.windowStart)) {
            throw new IllegalArgumentException(
                    "only parts of one window and of the same expectations merge, not " + this + " and " + other);
        }
        records += other.records;
        seen.merge(other.seen);
    }

    /** One for each expectation, in the suite's order. */
    public List<Verdict> verdicts() {
        return verdicts(judge.suite());
    }

    /**
     * One for each expectation.
     *
     * @param resolved the same suite, in which bounds of aggregates may have been replaced
     */
    public List<Verdict> verdicts(Suite resolved) {
        Instant end = windowStart.plus(judge.window());
        return seen.verdicts(resolved.expectations(), new Judgement(end, judge.shopTimeZone()));
    }

    /**
     * Places of rows that fail an expectation, in their order.
     *
     * @param after the last one of the page before; null: from the first on
     */
    public List<Place> failing(int expectationIndex, @Nullable Place after, int limit) {
        return seen.failing(expectationIndex, after == null ? -1 : after.packed(), limit);
    }

    /** To be read by {@link StreamJudge#read}. The same seen gives the same bytes. */
    public byte[] toBytes() {
        Output out = new Output();
        out.count(FORMAT);
        out.text(judge.fingerprint());
        out.number(windowStart.getEpochSecond());
        out.count(records);
        seen.write(out);
        return out.toBytes();
    }

    /** Behind the window's start. */
    void read(Input in) {
        records = in.count();
        seen.read(in);
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("there are bytes behind the state");
        }
    }

    @Override
    public String toString() {
        return records + " records of " + windowStart + " by " + judge.fingerprint();
    }
}
