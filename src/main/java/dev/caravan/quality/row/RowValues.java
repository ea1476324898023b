package dev.caravan.quality.row;

import dev.caravan.event.ByteOrder;
import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the values of a {@link Row} have in common: equality, order, text. */
final class RowValues {
    /** What {@link #compare} says of two values that have no order. */
    static final int INCOMPARABLE = Integer.MIN_VALUE;
    /** Of all values: by kind, then by value; what isn't a number behind the numbers, a missing one before all. */
    static final Comparator<@Nullable Object> ORDER = RowValues::order;

    private RowValues() {}

    /** Equal values have equal keys, whatever their scale. */
    static Object key(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof UUID ? value.toString() : value;
    }

    /** Null equals null. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber) {
            return number.compareTo(otherNumber) == 0;
        }
        return one.getClass() == other.getClass() ? one.equals(other) : key(one).equals(key(other));
    }

    /** As a comparator, or {@link #INCOMPARABLE}: of two kinds, or of what is no number. */
    static int compare(Object one, Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber) {
            return number.compareTo(otherNumber);
        }
        if (one instanceof Number number && other instanceof Number otherNumber) {
            return compareWithDouble(number, otherNumber);
        }
        if (isText(one) && isText(other)) {
            return Integer.signum(ByteOrder.compare(one.toString(), other.toString()));
        }
        if (one instanceof Instant time && other instanceof Instant otherTime) {
            return Integer.signum(time.compareTo(otherTime));
        }
        if (one instanceof LocalDate date && other instanceof LocalDate otherDate) {
            return Integer.signum(date.compareTo(otherDate));
        }
        if (one instanceof Boolean flag && other instanceof Boolean otherFlag) {
            return flag.compareTo(otherFlag);
        }
        return INCOMPARABLE;
    }

    private static int compareWithDouble(Number one, Number other) {
        double a = one.doubleValue();
        double b = other.doubleValue();
        return Double.isNaN(a) || Double.isNaN(b) ? INCOMPARABLE : Double.compare(a, b);
    }

    private static int order(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return orderLists(list, otherList);
        }
        int byKind = Integer.compare(kindOf(one), kindOf(other));
        if (byKind != 0) {
            return byKind;
        }
        int comparison = compare(one, other);
        return comparison == INCOMPARABLE ? Boolean.compare(isNaN(one), isNaN(other)) : comparison;
    }

    private static int orderLists(List<?> one, List<?> other) {
        Iterator<?> others = other.iterator();
        for (Object value : one) {
            if (!others.hasNext()) {
                return 1;
            }
            int comparison = order(value, others.next());
            if (comparison != 0) {
                return comparison;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int kindOf(Object value) {
        if (value instanceof List) {
            return 5;
        }
        return switch (kind(value)) {
            case NUMBER -> 0;
            case TEXT -> 1;
            case BOOLEAN -> 2;
            case TIME -> 3;
            case DATE -> 4;
        };
    }

    static ColumnTypes.Kind kind(Object value) {
        if (value instanceof Number) {
            return ColumnTypes.Kind.NUMBER;
        }
        if (value instanceof Instant) {
            return ColumnTypes.Kind.TIME;
        }
        if (value instanceof LocalDate) {
            return ColumnTypes.Kind.DATE;
        }
        return value instanceof Boolean ? ColumnTypes.Kind.BOOLEAN : ColumnTypes.Kind.TEXT;
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof UUID;
    }

    static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    /** As the whole of quality knows it. */
    static Object shared(Object value) {
        return value instanceof UUID ? value.toString() : value;
    }

    /** What patterns and lengths look at. */
    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** As a result shows it. */
    static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> shown = new ArrayList<>();
            list.forEach(one -> shown.add(shown(one)));
            return shown;
        }
        return Values.observed(value);
    }
}
