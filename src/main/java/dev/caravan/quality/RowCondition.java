package dev.caravan.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows an expectation looks at. As in SQL a comparison with null is neither true nor false, and a row is looked at when the whole
 * condition is true.
 */
public sealed interface RowCondition {

    /**
     * A value compared with one that the condition gives.
     *
     * @param value {@code String}, {@code Boolean} or {@code BigDecimal}
     */
    record Compare(String column, Operator operator, Object value) implements RowCondition {}

    record In(String column, List<Object> values) implements RowCondition {}

    record IsNull(String column) implements RowCondition {}

    record And(RowCondition left, RowCondition right) implements RowCondition {}

    record Or(RowCondition left, RowCondition right) implements RowCondition {}

    record Not(RowCondition condition) implements RowCondition {}

    /** How two values are compared. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }

        /**
         * Whether it is so.
         *
         * @param comparison of the column's value with the condition's, as {@code compareTo} gives it
         */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    /** Both, where both are given. */
    static @Nullable RowCondition both(@Nullable RowCondition one, @Nullable RowCondition other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new And(one, other);
    }
}
