package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import org.jspecify.annotations.Nullable;

/** Which rows an expectation about several columns passes over. */
enum IgnoreRule {
    ALL_MISSING,
    ANY_MISSING,
    NEVER;

    /** @throws IllegalArgumentException where {@code ignore_row_if} is none of its words */
    static IgnoreRule of(Expectation expectation) {
        String word = expectation.text("ignore_row_if");
        return switch (word == null ? "all_values_are_missing" : word) {
            case "both_values_are_missing", "all_values_are_missing" -> ALL_MISSING;
            case "either_value_is_missing", "any_value_is_missing" -> ANY_MISSING;
            case "neither", "never" -> NEVER;
            default -> throw new IllegalArgumentException("ignore_row_if can't be " + word);
        };
    }

    boolean ignores(@Nullable Object[] values, int[] columns) {
        if (this == NEVER) {
            return false;
        }
        int missing = 0;
        for (int column : columns) {
            missing += values[column] == null ? 1 : 0;
        }
        return this == ANY_MISSING ? missing > 0 : missing == columns.length;
    }
}
