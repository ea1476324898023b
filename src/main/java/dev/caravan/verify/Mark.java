package dev.caravan.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells the records of one run from everything else: keys and visitors, and also ids of events, sessions, orders and products, begin
 * with {@code caravan-verify-}. The statements in {@code sql/verify} know that beginning, and the day.
 *
 * @param prefix beginning of every name of the run
 */
public record Mark(String prefix) {
    static final String ALL_RUNS = "caravan-verify-";

    private static final byte[] ALL_RUNS_BYTES = ALL_RUNS.getBytes(StandardCharsets.US_ASCII);

    /** Of another run each time. */
    static Mark random() {
        return new Mark(ALL_RUNS + UUID.randomUUID().toString().substring(0, 8) + "-");
    }

    /** Whether a record with that key was sent to look at the installation, by any run. */
    public static boolean isOn(byte @Nullable [] key) {
        return key != null
                && key.length >= ALL_RUNS_BYTES.length
                && Arrays.equals(key, 0, ALL_RUNS_BYTES.length, ALL_RUNS_BYTES, 0, ALL_RUNS_BYTES.length);
    }

    String name(String rest) {
        return prefix + rest;
    }
}
