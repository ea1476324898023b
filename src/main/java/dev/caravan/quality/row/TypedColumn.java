package dev.caravan.quality.row;

import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Shape;

/** A column that was found. */
record TypedColumn(int index, String name, String type, ColumnTypes.Kind kind) {

    /** @throws IllegalArgumentException if there is no such column */
    static TypedColumn of(Shape shape, String name) {
        int index = shape.indexOf(name);
        String type = shape.types().get(index);
        return new TypedColumn(index, name, type, ColumnTypes.kind(type));
    }

    /** @throws IllegalArgumentException if it holds no numbers */
    TypedColumn ofNumbers() {
        if (kind != ColumnTypes.Kind.NUMBER) {
            throw new IllegalArgumentException(name + " must be a column of numbers, is " + type);
        }
        return this;
    }
}
