package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Suite;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What decides whether two states merge: all that changes what is counted, and nothing that only changes what is said of it. */
final class Fingerprint {
    private static final int DIGITS = 16;
    private static final Set<String> ONLY_OF_THE_VERDICT = Set.of("mostly", "baseline");
    private static final Set<String> BOUNDS = Set.of("min_value", "max_value", "strict_min", "strict_max");

    private Fingerprint() {}

    static String of(Suite suite, Duration window, ZoneId shopTimeZone) {
        StringBuilder text = new StringBuilder()
                .append(WindowState.FORMAT)
                .append(' ')
                .append(window)
                .append(' ')
                .append(shopTimeZone);
        for (Expectation expectation : suite.expectations()) {
            text.append('\n').append(expectation.type().code()).append(' ');
            append(text, counted(expectation));
            text.append(' ').append(expectation.rowCondition());
        }
        return HexFormat.of().formatHex(sha256(text.toString())).substring(0, DIGITS);
    }

    private static Map<String, @Nullable Object> counted(Expectation expectation) {
        Map<String, @Nullable Object> kwargs = new TreeMap<>(expectation.kwargs());
        kwargs.keySet().removeAll(ONLY_OF_THE_VERDICT);
        if (!expectation.type().judgesRows()) {
            kwargs.keySet().removeAll(BOUNDS);
        }
        return kwargs;
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            new TreeMap<>(map).forEach((name, inner) -> {
                append(text, name);
                text.append(':');
                append(text, inner);
                text.append(',');
            });
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(inner -> {
                append(text, inner);
                text.append(',');
            });
            text.append(']');
        } else if (value instanceof BigDecimal number) {
            text.append(number.stripTrailingZeros().toPlainString());
        } else if (value instanceof String string) {
            text.append('"')
                    .append(string.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        } else {
            text.append(value);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
