package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;

/** How many rows there are. */
final class RowCountTally implements Tally {
    private long rows;

    @Override
    public void add(Row row) {
        rows++;
    }

    @Override
    public void merge(Tally other) {
        rows += ((RowCountTally) other).rows;
    }

    @Override
    public void write(Output out) {
        out.count(rows);
    }

    @Override
    public void read(Input in) {
        rows = in.count();
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        BigDecimal observed = BigDecimal.valueOf(rows);
        boolean met = expectation.type() == ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_EQUAL
                ? observed.compareTo(expectation.requiredDecimal("value")) == 0
                : Bounds.of(expectation).hold(rows);
        return Verdict.ofAggregate(expectation, met, observed);
    }
}
