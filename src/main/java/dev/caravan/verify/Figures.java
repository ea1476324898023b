package dev.caravan.verify;

import java.util.Locale;

/** Figures with their units. */
final class Figures {
    private Figures() {}

    /** Milliseconds since a {@link System#nanoTime()}. */
    static double msSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    static String ms(double ms) {
        return String.format(Locale.ROOT, ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    }

    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
