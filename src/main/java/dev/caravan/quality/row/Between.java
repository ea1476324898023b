package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Bounds of an expectation, read once, inclusive unless strict; a missing one is none. */
record Between(@Nullable Limit min, @Nullable Limit max, boolean strictMin, boolean strictMax) {
    static Between of(Expectation expectation, ZoneId shopTimeZone) {
        return new Between(
                Limit.ofNullable(expectation.value("min_value"), shopTimeZone),
                Limit.ofNullable(expectation.value("max_value"), shopTimeZone),
                expectation.flag("strict_min"),
                expectation.flag("strict_max"));
    }

    boolean holds(Object value) {
        if (min != null) {
            int comparison = min.compare(value);
            if (comparison < 0 || (strictMin && comparison == 0)) {
                return false;
            }
        }
        if (max != null) {
            int comparison = max.compare(value);
            return comparison != RowValues.INCOMPARABLE && (strictMax ? comparison < 0 : comparison <= 0);
        }
        return true;
    }
}
