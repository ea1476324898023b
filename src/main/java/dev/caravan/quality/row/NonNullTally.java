package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;

/** The share of rows whose value isn't missing. */
final class NonNullTally implements Tally {
    private final int column;
    private long rows;
    private long filled;

    NonNullTally(int column) {
        this.column = column;
    }

    @Override
    public void add(Row row) {
        rows++;
        if (row.values[column] != null) {
            filled++;
        }
    }

    @Override
    public void merge(Tally other) {
        rows += ((NonNullTally) other).rows;
        filled += ((NonNullTally) other).filled;
    }

    @Override
    public void write(Output out) {
        out.count(rows);
        out.count(filled);
    }

    @Override
    public void read(Input in) {
        rows = in.count();
        filled = in.count();
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        BigDecimal observed = Shares.of(filled, rows);
        boolean met = observed == null || Bounds.of(expectation).hold(observed, judgement.shopTimeZone());
        return Verdict.ofAggregate(expectation, met, observed);
    }
}
