package dev.caravan.verify;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of one check.
 *
 * @param text what was measured, or what is wrong
 */
record Outcome(int number, String name, boolean passed, String text, Duration took) {

    /** One line of the report. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-6s  %d %-15s  %s (%.1f s)",
                passed ? "ok" : "FAILED",
                number,
                name,
                text,
                took.toMillis() / 1000.0);
    }
}
