package dev.caravan.quality.row;

import dev.caravan.quality.Verdict;

/** How many rows, and which of them are not as expected. */
final class RowCounts {
    final Places failing = new Places();
    private final UnexpectedValues values = new UnexpectedValues();
    long elements;
    long missing;

    void unexpected(long place, Object value) {
        failing.add(place);
        values.add(place, value);
    }

    /** A row that has no value to show. */
    void unexpected(long place) {
        failing.add(place);
    }

    void merge(RowCounts other) {
        elements += other.elements;
        missing += other.missing;
        failing.addAll(other.failing);
        values.merge(other.values);
    }

    void write(Output out) {
        out.count(elements);
        out.count(missing);
        long unexpected = failing.size();
        out.flag(unexpected > 0);
        if (unexpected > 0) {
            failing.write(out);
            values.write(out);
        }
    }

    void read(Input in) {
        elements = in.count();
        missing = in.count();
        if (in.flag()) {
            failing.read(in);
            values.read(in);
        }
    }

    Verdict.Counts toCounts() {
        return new Verdict.Counts(elements, missing, failing.size(), values.first(), values.mostFrequent());
    }
}
