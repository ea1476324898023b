package dev.caravan.quality.row;

import dev.caravan.quality.ColumnTypes;

/** Of all values of a column together that aren't missing. What is of another kind than the column, as a rejected record may hold, isn't looked at. */
abstract class ColumnTally implements Tally {
    private final int column;
    private final ColumnTypes.Kind kind;

    ColumnTally(TypedColumn column) {
        this.column = column.index();
        this.kind = column.kind();
    }

    @Override
    public final void add(Row row) {
        Object value = row.values[column];
        if (value != null && RowValues.kind(value) == kind) {
            add(value, row);
        }
    }

    abstract void add(Object value, Row row);
}
