package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Shape;
import dev.caravan.quality.Verdict;
import java.util.Objects;

/** Of an expectation that no row decides. */
record ShapeTally(Shape shape) implements Tally {
    @Override
    public void add(Row row) {
        // the columns are known
    }

    @Override
    public void merge(Tally other) {
        // the columns are the same
    }

    @Override
    public void write(Output out) {
        // there is nothing to be kept
    }

    @Override
    public void read(Input in) {
        // there is nothing to be kept
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        return Objects.requireNonNull(shape.of(expectation));
    }
}
