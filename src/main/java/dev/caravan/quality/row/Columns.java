package dev.caravan.quality.row;

import dev.caravan.quality.Shape;
import java.util.ArrayList;
import java.util.List;

/** Shapes written down in Java. */
final class Columns {
    private Columns() {}

    /** @param namesAndTypes name, type, name, type */
    static Shape of(String... namesAndTypes) {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            names.add(namesAndTypes[i]);
            types.add(namesAndTypes[i + 1]);
        }
        return new Shape(names, types);
    }
}
