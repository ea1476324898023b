package dev.caravan.sse;

import org.jspecify.annotations.Nullable;

/**
 * The id of an event: {@code 1795516260000-17}. A browser that reconnects names the last one it got.
 *
 * @param start a random number of 13 digits, drawn when the stream is opened: ids of another run or another instance are none of ours
 * @param number 1, 2, 3, … on that stream
 */
record SseId(long start, long number) {

    /** The id that {@code text} writes; null if it writes none. */
    static @Nullable SseId parse(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
            return null;
        }
        int dash = text.indexOf('-');
        return new SseId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return start + "-" + number;
    }
}
