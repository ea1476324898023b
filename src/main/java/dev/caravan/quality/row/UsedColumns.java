package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the columns that an expectation looks at. */
final class UsedColumns {
    private static final List<String> ONE = List.of("column", "column_A", "column_B");
    private static final List<String> SEVERAL = List.of("column_list", "order_by");

    private UsedColumns() {}

    /** Sets the bits of them; names that aren't columns are left to the judge. */
    static void of(Expectation expectation, Shape columns, BitSet used) {
        ONE.forEach(kwarg -> add(expectation.value(kwarg), columns, used));
        for (String kwarg : SEVERAL) {
            expectation.list(kwarg).stream().filter(Objects::nonNull).forEach(name -> add(name, columns, used));
        }
        RowCondition condition = expectation.rowCondition();
        if (condition != null) {
            of(condition, columns, used);
        }
    }

    static void of(RowCondition condition, Shape columns, BitSet used) {
        if (condition instanceof RowCondition.And and) {
            of(and.left(), columns, used);
            of(and.right(), columns, used);
        } else if (condition instanceof RowCondition.Or or) {
            of(or.left(), columns, used);
            of(or.right(), columns, used);
        } else if (condition instanceof RowCondition.Not not) {
            of(not.condition(), columns, used);
        } else if (condition instanceof RowCondition.IsNull isNull) {
            add(isNull.column(), columns, used);
        } else if (condition instanceof RowCondition.In in) {
            add(in.column(), columns, used);
        } else if (condition instanceof RowCondition.Compare compare) {
            add(compare.column(), columns, used);
        }
    }

    private static void add(@Nullable Object name, Shape columns, BitSet used) {
        int index = name instanceof String column ? columns.names().indexOf(column) : -1;
        if (index >= 0) {
            used.set(index);
        }
    }
}
