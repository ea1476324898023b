package dev.caravan.quality.table;

import dev.caravan.quality.RowCondition;

/** A row condition in SQL, with SQL's own three values. */
final class ConditionSql {
    private final Relation relation;

    ConditionSql(Relation relation) {
        this.relation = relation;
    }

    /** @throws IllegalArgumentException if it names a column that there is not */
    String of(RowCondition condition) {
        if (condition instanceof RowCondition.Compare compare) {
            return relation.column(compare.column()).compare(compare.operator(), compare.value());
        }
        if (condition instanceof RowCondition.In in) {
            return relation.column(in.column()).in(in.values());
        }
        if (condition instanceof RowCondition.IsNull isNull) {
            return relation.column(isNull.column()).quoted() + " is null";
        }
        if (condition instanceof RowCondition.Not not) {
            return not.condition() instanceof RowCondition.IsNull isNull
                    ? relation.column(isNull.column()).quoted() + " is not null"
                    : "not (" + of(not.condition()) + ")";
        }
        if (condition instanceof RowCondition.And and) {
            return inner(and.left()) + " and " + inner(and.right());
        }
        RowCondition.Or or = (RowCondition.Or) condition;
        return inner(or.left()) + " or " + inner(or.right());
    }

    private String inner(RowCondition condition) {
        return condition instanceof RowCondition.Or ? "(" + of(condition) + ")" : of(condition);
    }
}
