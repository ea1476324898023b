package dev.caravan.quality.row;

import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Shape;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row condition with its columns found, in SQL's logic of three values: where a value is missing a comparison is unknown. */
@FunctionalInterface
interface Filter {
    /** What a condition says of a row. */
    enum Truth {
        FALSE,
        UNKNOWN,
        TRUE;

        static Truth of(boolean is) {
            return is ? TRUE : FALSE;
        }

        Truth negated() {
            return switch (this) {
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
                case TRUE -> FALSE;
            };
        }
    }

    Truth of(@Nullable Object[] values);

    static Filter of(RowCondition condition, Shape columns, ZoneId shopTimeZone) {
        if (condition instanceof RowCondition.And and) {
            Filter left = of(and.left(), columns, shopTimeZone);
            Filter right = of(and.right(), columns, shopTimeZone);
            return values -> least(left.of(values), right, values);
        }
        if (condition instanceof RowCondition.Or or) {
            Filter left = of(or.left(), columns, shopTimeZone);
            Filter right = of(or.right(), columns, shopTimeZone);
            return values -> most(left.of(values), right, values);
        }
        if (condition instanceof RowCondition.Not not) {
            Filter inner = of(not.condition(), columns, shopTimeZone);
            return values -> inner.of(values).negated();
        }
        if (condition instanceof RowCondition.IsNull isNull) {
            int column = columns.indexOf(isNull.column());
            return values -> Truth.of(values[column] == null);
        }
        if (condition instanceof RowCondition.In in) {
            return in(columns.indexOf(in.column()), ValueSet.of(List.copyOf(in.values()), shopTimeZone));
        }
        return compare((RowCondition.Compare) condition, columns, shopTimeZone);
    }

    private static Truth least(Truth left, Filter right, @Nullable Object[] values) {
        if (left == Truth.FALSE) {
            return left;
        }
        Truth other = right.of(values);
        return left.compareTo(other) <= 0 ? left : other;
    }

    private static Truth most(Truth left, Filter right, @Nullable Object[] values) {
        if (left == Truth.TRUE) {
            return left;
        }
        Truth other = right.of(values);
        return left.compareTo(other) >= 0 ? left : other;
    }

    private static Filter in(int column, ValueSet set) {
        return values -> {
            Object value = values[column];
            return value == null ? Truth.UNKNOWN : Truth.of(set.contains(value));
        };
    }

    private static Filter compare(RowCondition.Compare compare, Shape columns, ZoneId shopTimeZone) {
        int column = columns.indexOf(compare.column());
        Limit limit = Limit.of(compare.value(), shopTimeZone);
        RowCondition.Operator operator = compare.operator();
        return values -> {
            Object value = values[column];
            if (value == null) {
                return Truth.UNKNOWN;
            }
            int comparison = limit.compare(value);
            return Truth.of(
                    comparison == RowValues.INCOMPARABLE
                            ? operator == RowCondition.Operator.NOT_EQUAL
                            : operator.holds(comparison));
        };
    }
}
