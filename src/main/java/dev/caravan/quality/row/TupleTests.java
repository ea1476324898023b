package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles what is expected of several values of one row. */
final class TupleTests {
    private TupleTests() {}

    /** Null where the expectation isn't about such. */
    static TuplesTally.@Nullable TupleTest of(Expectation expectation, ZoneId shopTimeZone) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_PAIR_VALUES_TO_BE_EQUAL -> equal(shopTimeZone);
            case EXPECT_COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B ->
                greater(expectation.flag("or_equal"), shopTimeZone);
            case EXPECT_COLUMN_PAIR_VALUES_TO_BE_IN_SET -> inSet(expectation.list("value_pairs_set"), shopTimeZone);
            case EXPECT_SELECT_COLUMN_VALUES_TO_BE_UNIQUE_WITHIN_RECORD -> different(shopTimeZone);
            case EXPECT_MULTICOLUMN_SUM_TO_EQUAL -> sum(expectation.requiredDecimal("sum_total"));
            default -> null;
        };
    }

    /** Between two columns a date is its midnight. */
    private static @Nullable Object moment(@Nullable Object value, ZoneId shopTimeZone) {
        return value instanceof LocalDate date ? date.atStartOfDay(shopTimeZone).toInstant() : value;
    }

    private static TuplesTally.TupleTest equal(ZoneId shopTimeZone) {
        return (values, columns) -> {
            Object one = moment(values[columns[0]], shopTimeZone);
            Object other = moment(values[columns[1]], shopTimeZone);
            return one != null && other != null && RowValues.equal(one, other) && !RowValues.isNaN(one);
        };
    }

    private static TuplesTally.TupleTest greater(boolean orEqual, ZoneId shopTimeZone) {
        return (values, columns) -> {
            Object one = moment(values[columns[0]], shopTimeZone);
            Object other = moment(values[columns[1]], shopTimeZone);
            if (one == null || other == null) {
                return false;
            }
            int comparison = RowValues.compare(one, other);
            return orEqual ? comparison >= 0 : comparison > 0;
        };
    }

    private static TuplesTally.TupleTest inSet(List<?> pairs, ZoneId shopTimeZone) {
        List<@Nullable Limit[]> limits = pairs.stream()
                .map(pair -> ((List<?>) pair)
                        .stream()
                                .map(value -> Limit.ofNullable(value, shopTimeZone))
                                .toArray(Limit[]::new))
                .toList();
        return (values, columns) -> limits.stream().anyMatch(pair -> isPair(values, columns, pair));
    }

    private static boolean isPair(@Nullable Object[] values, int[] columns, @Nullable Limit[] pair) {
        for (int i = 0; i < pair.length; i++) {
            if (!isSame(values[columns[i]], pair[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(@Nullable Object value, @Nullable Limit limit) {
        if (value == null || limit == null) {
            return value == null && limit == null;
        }
        return limit.compare(value) == 0;
    }

    private static TuplesTally.TupleTest different(ZoneId shopTimeZone) {
        return (values, columns) -> {
            for (int i = 0; i < columns.length; i++) {
                for (int j = 0; j < i; j++) {
                    Object one = moment(values[columns[i]], shopTimeZone);
                    if (RowValues.equal(one, moment(values[columns[j]], shopTimeZone))) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static TuplesTally.TupleTest sum(BigDecimal total) {
        return (values, columns) -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (int column : columns) {
                if (!(values[column] instanceof BigDecimal number)) {
                    return false;
                }
                sum = sum.add(number);
            }
            return sum.compareTo(total) == 0;
        };
    }
}
