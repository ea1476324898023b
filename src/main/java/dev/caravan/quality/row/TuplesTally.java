package dev.caravan.quality.row;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of an expectation about the values of several columns in one row. */
final class TuplesTally extends CountsTally {
    /** Whether a row is as expected. */
    @FunctionalInterface
    interface TupleTest {
        boolean isAsExpected(@Nullable Object[] values, int[] columns);
    }

    private final int[] columns;
    private final IgnoreRule ignore;
    private final TupleTest test;

    TuplesTally(int[] columns, IgnoreRule ignore, TupleTest test) {
        this.columns = columns;
        this.ignore = ignore;
        this.test = test;
    }

    @Override
    public void add(Row row) {
        if (ignore.ignores(row.values, columns)) {
            return;
        }
        counts.elements++;
        if (!test.isAsExpected(row.values, columns)) {
            counts.unexpected(row.place(), tuple(row));
        }
    }

    private List<@Nullable Object> tuple(Row row) {
        List<@Nullable Object> tuple = new ArrayList<>(columns.length);
        for (int column : columns) {
            Object value = row.values[column];
            tuple.add(value == null ? null : RowValues.key(value));
        }
        return tuple;
    }
}
