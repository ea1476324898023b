package dev.caravan.quality;

import java.util.Locale;

/** How bad it is when an expectation is not met. */
public enum Severity {
    CRITICAL(5),
    WARNING(2),
    INFO(1);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /** What an expectation of this severity counts in a quality score. */
    public int weight() {
        return weight;
    }

    /** As files, tables and JSON write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
