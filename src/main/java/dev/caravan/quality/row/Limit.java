package dev.caravan.quality.row;

import dev.caravan.quality.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A value that a suite gives, read once, to which values of rows are compared. */
final class Limit {
    private final Object value;
    private final @Nullable Instant time;
    private final ZoneId shopTimeZone;

    private Limit(Object value, ZoneId shopTimeZone) {
        this.value = value;
        this.shopTimeZone = shopTimeZone;
        this.time = value instanceof String text ? Values.time(text, shopTimeZone) : null;
    }

    /** @param value {@code String}, {@code Boolean} or {@code BigDecimal} */
    static Limit of(Object value, ZoneId shopTimeZone) {
        return new Limit(value, shopTimeZone);
    }

    static @Nullable Limit ofNullable(@Nullable Object value, ZoneId shopTimeZone) {
        return value == null ? null : of(value, shopTimeZone);
    }

    /** How {@code seen} compares to it, or {@link RowValues#INCOMPARABLE}. */
    int compare(Object seen) {
        if (seen instanceof BigDecimal number && value instanceof BigDecimal limit) {
            return number.compareTo(limit);
        }
        if (seen instanceof Instant instant) {
            return time == null ? RowValues.INCOMPARABLE : Integer.signum(instant.compareTo(time));
        }
        if (seen instanceof LocalDate date) {
            return time == null
                    ? RowValues.INCOMPARABLE
                    : Integer.signum(date.atStartOfDay(shopTimeZone).toInstant().compareTo(time));
        }
        return RowValues.compare(seen, value);
    }
}
