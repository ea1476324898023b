package dev.caravan.quality;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * From where to where a value may lie. A missing bound bounds nothing.
 *
 * @param min a {@code BigDecimal}, or a text, which is a time where a time is judged
 * @param strictMin whether the bound itself is outside
 */
public record Bounds(@Nullable Object min, @Nullable Object max, boolean strictMin, boolean strictMax) {

    /** {@code min_value}, {@code max_value}, {@code strict_min} and {@code strict_max}. */
    public static Bounds of(Expectation expectation) {
        return new Bounds(
                expectation.value("min_value"),
                expectation.value("max_value"),
                expectation.flag("strict_min"),
                expectation.flag("strict_max"));
    }

    public static Bounds inclusive(@Nullable Object min, @Nullable Object max) {
        return new Bounds(min, max, false, false);
    }

    /** Whether a column's value lies between; what is of another kind than a bound, or no number, never does. */
    public boolean hold(Object value, ZoneId shopTimeZone) {
        return (min == null || above(Values.compare(value, min, shopTimeZone)))
                && (max == null || below(Values.compare(value, max, shopTimeZone)));
    }

    public boolean hold(long count) {
        return hold(BigDecimal.valueOf(count), java.time.ZoneOffset.UTC);
    }

    private boolean above(@Nullable Integer comparison) {
        return comparison != null && (strictMin ? comparison > 0 : comparison >= 0);
    }

    private boolean below(@Nullable Integer comparison) {
        return comparison != null && (strictMax ? comparison < 0 : comparison <= 0);
    }
}
