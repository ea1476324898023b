package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;

/** Of an expectation that can't be judged. */
record BrokenTally(String why) implements Tally {
    @Override
    public void add(Row row) {
        // there is nothing to be seen
    }

    @Override
    public void merge(Tally other) {
        // there is nothing to be seen
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
        return Verdict.raised(expectation, why);
    }
}
