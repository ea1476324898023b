package dev.caravan.quality.row;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges records of the stream by a suite, window by window. What it has seen is in the states that it gives: of a batch a few KB, to be
 * stored with the batch and merged when the window is over.
 *
 * <p>Not thread-safe: a judge for each thread.
 */
public final class StreamJudge {
    private final Suite suite;
    private final Duration window;
    private final List<Judge> judges;
    private final String fingerprint;
    private final ZoneId shopTimeZone;
    private final StreamColumns columns;
    private final Row row = new Row(StreamColumns.COLUMNS.names().size());

    private StreamJudge(Suite suite, Target.Stream target, ZoneId shopTimeZone) {
        this.suite = suite;
        this.window = target.window();
        this.shopTimeZone = shopTimeZone;
        this.judges = suite.expectations().stream()
                .map(one -> Judge.of(one, StreamColumns.COLUMNS, shopTimeZone))
                .toList();
        this.fingerprint = Fingerprint.of(suite, window, shopTimeZone);
        this.columns = StreamColumns.usedBy(suite, shopTimeZone);
    }

    /** With UTC as the shop's time zone. */
    public static StreamJudge of(Suite suite) {
        return of(suite, ZoneOffset.UTC);
    }

    /**
     * A judge of that suite.
     *
     * @param shopTimeZone of times without an offset
     * @throws IllegalArgumentException if the suite isn't about the stream
     */
    public static StreamJudge of(Suite suite, ZoneId shopTimeZone) {
        if (suite.target() instanceof Target.Stream target) {
            return new StreamJudge(suite, target, shopTimeZone);
        }
        throw new IllegalArgumentException("a suite of the stream is needed, " + suite.name() + " is about "
                + suite.target().name());
    }

    /** What was seen, by the start of the window. */
    public Map<Instant, WindowState> judge(List<StreamRecord> records) {
        Map<Instant, WindowState> states = new TreeMap<>();
        WindowState state = null;
        long windowMs = window.toMillis();
        long current = 0;
        for (StreamRecord record : records) {
            long start = Math.floorDiv(record.received().timestampMs(), windowMs) * windowMs;
            if (state == null || start != current) {
                current = start;
                state = states.computeIfAbsent(Instant.ofEpochMilli(start), any -> new WindowState(this, any));
            }
            columns.fill(record, row);
            state.add(row);
        }
        return states;
    }

    /**
     * Reads a state that a judge of the same expectations has written.
     *
     * @throws IllegalArgumentException if the bytes are of other expectations, or no state
     */
    public WindowState read(byte[] bytes) {
        Input in = new Input(bytes);
        long format = in.count();
        if (format != WindowState.FORMAT) {
            throw new IllegalArgumentException("a state's format must be " + WindowState.FORMAT + ", was " + format);
        }
        String of = in.text();
        if (!of.equals(fingerprint)) {
            throw new IllegalArgumentException("the state must be of " + fingerprint + ", is of " + of);
        }
        WindowState state = new WindowState(this, Instant.ofEpochSecond(in.number()));
        state.read(in);
        return state;
    }

    /** A window of which nothing has been seen. */
    public WindowState empty(Instant windowStart) {
        return new WindowState(this, windowStart);
    }

    /** Which expectations it judges, in 16 hexadecimal digits: only states of the same ones merge. */
    public String fingerprint() {
        return fingerprint;
    }

    public Suite suite() {
        return suite;
    }

    /** How long a window is. */
    public Duration window() {
        return window;
    }

    /** The names of the columns that a suite of the stream can be about. */
    public static List<String> columns() {
        return StreamColumns.COLUMNS.names();
    }

    ZoneId shopTimeZone() {
        return shopTimeZone;
    }

    List<Judge> judges() {
        return judges;
    }
}
