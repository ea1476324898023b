package dev.caravan.sse;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client can still get of the past: the newest frame of each event name, and the last ones of those events that nobody may
 * miss. Time comes in as an argument. Thread-safe.
 */
final class SseHistory {

    private record Newest(SseFrame frame, long atMs) {}

    private final long start;
    private final Map<String, Newest> newest = new HashMap<>();
    private final Deque<SseFrame> kept = new ArrayDeque<>();
    private long lastNumber;
    private long forgottenUpTo;

    /** @param start part of each id, see {@link SseId} */
    SseHistory(long start) {
        this.start = start;
    }

    /**
     * Makes the next frame and remembers it.
     *
     * @param keep zero: it lasts until the next of its name. Else it is kept for clients that were away, the last {@code keep} of the path
     */
    synchronized SseFrame add(String event, String data, int keep, long nowMs) {
        lastNumber++;
        SseFrame frame = SseFrame.of(event, new SseId(start, lastNumber), data);
        if (keep == 0) {
            newest.put(frame.event(), new Newest(frame, nowMs));
            return frame;
        }
        kept.addLast(frame);
        while (kept.size() > keep) {
            forgottenUpTo = kept.removeFirst().number();
        }
        return frame;
    }

    /**
     * The number after which a client goes on: that of the event it got last; where that is unknown or too old, the one before the
     * newest frames.
     *
     * @param retainMs a newest frame that is older is not sent; zero: however old it is
     */
    synchronized long resumeAfter(@Nullable String lastEventId, long retainMs, long nowMs) {
        SseId id = SseId.parse(lastEventId);
        if (id == null || id.start() != start || id.number() > lastNumber || id.number() < forgottenUpTo) {
            return oldestOf(retained(retainMs, nowMs)) - 1;
        }
        return id.number();
    }

    /** What came after {@code number} and is still to be had, in order. */
    synchronized List<SseFrame> since(long number, long retainMs, long nowMs) {
        return Stream.concat(kept.stream(), retained(retainMs, nowMs))
                .filter(frame -> frame.number() > number)
                .sorted(Comparator.comparingLong(SseFrame::number))
                .toList();
    }

    private Stream<SseFrame> retained(long retainMs, long nowMs) {
        return newest.values().stream()
                .filter(one -> retainMs == 0 || nowMs - one.atMs() < retainMs)
                .map(Newest::frame);
    }

    private long oldestOf(Stream<SseFrame> frames) {
        return frames.mapToLong(SseFrame::number).min().orElse(lastNumber + 1);
    }
}
