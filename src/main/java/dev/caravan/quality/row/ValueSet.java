package dev.caravan.quality.row;

import dev.caravan.quality.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of values that a suite gives. Numbers are in it by value; times, if one of its texts means them. */
final class ValueSet {
    private final Set<Object> keys = new HashSet<>();
    private final Set<Instant> times = new HashSet<>();
    private final ZoneId shopTimeZone;

    private ValueSet(ZoneId shopTimeZone) {
        this.shopTimeZone = shopTimeZone;
    }

    /** Null in it stands for nothing. */
    static ValueSet of(List<? extends @Nullable Object> values, ZoneId shopTimeZone) {
        ValueSet set = new ValueSet(shopTimeZone);
        for (Object value : values) {
            if (value != null) {
                set.keys.add(RowValues.key(value));
                Instant time = value instanceof String text ? Values.time(text, shopTimeZone) : null;
                if (time != null) {
                    set.times.add(time);
                }
            }
        }
        return set;
    }

    boolean contains(Object value) {
        if (value instanceof String) {
            return keys.contains(value);
        }
        if (value instanceof Instant time) {
            return times.contains(time);
        }
        if (value instanceof LocalDate date) {
            return times.contains(date.atStartOfDay(shopTimeZone).toInstant());
        }
        return keys.contains(RowValues.key(value));
    }
}
