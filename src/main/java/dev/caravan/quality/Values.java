package dev.caravan.quality;

import dev.caravan.event.ByteOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The values of columns, and how they compare with what a suite gives.
 *
 * <p>A column's value is a {@code BigDecimal}, a {@code Double} only where it isn't finite, a {@code String}, {@code Boolean}, {@code Instant}
 * or {@code LocalDate}. A suite gives {@code BigDecimal}, {@code Boolean}, or {@code String}; the latter is a time where it is compared with one.
 */
public final class Values {
    private Values() {}

    /**
     * A column's value against a given one, as a comparator has it; null where they are of different kinds, or the value is not a number.
     *
     * @param shopTimeZone of times without an offset, and of a date's midnight
     */
    public static @Nullable Integer compare(Object value, Object given, ZoneId shopTimeZone) {
        if (value instanceof BigDecimal number) {
            return given instanceof BigDecimal other ? number.compareTo(other) : null;
        }
        if (value instanceof Double notFinite) {
            return given instanceof BigDecimal && !notFinite.isNaN() ? (notFinite > 0 ? 1 : -1) : null;
        }
        if (value instanceof Boolean flag) {
            return given instanceof Boolean other ? flag.compareTo(other) : null;
        }
        if (value instanceof String text) {
            return given instanceof String other ? ByteOrder.compare(text, other) : null;
        }
        Instant time = given instanceof String text ? time(text, shopTimeZone) : null;
        return time == null ? null : instant(value, shopTimeZone).compareTo(time);
    }

    /** Whether the comparison holds; null, neither, where there is no value. Values of different kinds are not equal, and nothing else. */
    public static @Nullable Boolean holds(
            RowCondition.Operator operator, @Nullable Object value, Object given, ZoneId shopTimeZone) {
        if (value == null) {
            return null;
        }
        Integer comparison = compare(value, given, shopTimeZone);
        return comparison == null ? operator == RowCondition.Operator.NOT_EQUAL : operator.holds(comparison);
    }

    /** The order of a column's values; of texts, by code points; what isn't a number comes last. */
    public static Comparator<Object> order(ZoneId shopTimeZone) {
        return (one, other) -> {
            if (one instanceof String text && other instanceof String otherText) {
                return ByteOrder.compare(text, otherText);
            }
            if (one instanceof Boolean flag && other instanceof Boolean otherFlag) {
                return flag.compareTo(otherFlag);
            }
            if (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber) {
                return number.compareTo(otherNumber);
            }
            if (one instanceof Number number && other instanceof Number otherNumber) {
                return Double.compare(number.doubleValue(), otherNumber.doubleValue());
            }
            return instant(one, shopTimeZone).compareTo(instant(other, shopTimeZone));
        };
    }

    /** As {@link Times#instant}; null where it is no time. */
    public static @Nullable Instant time(String text, ZoneId shopTimeZone) {
        try {
            return Times.instant(text, shopTimeZone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As a verdict carries it: times as ISO text, numbers without trailing zeros. */
    public static @Nullable Object observed(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }

    /** Without trailing zeros, and never as a power of ten. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    private static Instant instant(Object value, ZoneId shopTimeZone) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(shopTimeZone).toInstant();
        }
        if (value instanceof Instant time) {
            return time;
        }
        throw new IllegalArgumentException("no value of a column: " + value.getClass());
    }
}
