package dev.caravan.quality.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashes of values, the same in every process. Of n different values two share one with a chance of about n² / 2^65: of a million
 * one in 37 million. They are no protection against someone who wants them to collide.
 */
final class Hashes {
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
    private static final int LONG_DIGITS = 18;

    private Hashes() {}

    /** Every bit depends on every bit: the step of SplitMix64. */
    static long mixed(long bits) {
        long hash = bits + STEP;
        hash = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return hash ^ (hash >>> 31);
    }

    /** Equal values have equal hashes; missing ones, too. */
    static long of(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof UUID id) {
            return ofText(id.toString());
        }
        if (value instanceof BigDecimal number) {
            return ofNumber(number.stripTrailingZeros());
        }
        if (value instanceof Instant time) {
            return combined(time.getEpochSecond(), time.getNano());
        }
        if (value instanceof LocalDate date) {
            return combined(date.toEpochDay(), -1);
        }
        return ofText(value.toString());
    }

    private static long ofNumber(BigDecimal number) {
        return number.precision() <= LONG_DIGITS
                ? combined(number.unscaledValue().longValue(), number.scale())
                : ofText(number.toString());
    }

    private static long ofText(String text) {
        long hash = text.length();
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word = (word << 16) | text.charAt(i);
            if ((i & 3) == 3) {
                hash = combined(hash, word);
                word = 0;
            }
        }
        return combined(hash, word);
    }

    static long combined(long hash, long next) {
        return mixed(mixed(hash) ^ next);
    }
}
