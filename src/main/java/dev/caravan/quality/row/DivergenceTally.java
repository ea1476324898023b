package dev.caravan.quality.row;

import dev.caravan.quality.Divergence;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.time.ZoneId;

/** How far a column's distribution is from an expected one, exact. */
final class DivergenceTally extends ColumnTally {
    private final Divergence expected;
    private final ZoneId shopTimeZone;
    private final long[] counts;

    DivergenceTally(TypedColumn column, Divergence expected, ZoneId shopTimeZone) {
        super(column);
        this.expected = expected;
        this.shopTimeZone = shopTimeZone;
        this.counts = new long[expected.cells()];
    }

    @Override
    void add(Object value, Row row) {
        counts[expected.cell(RowValues.shared(value), shopTimeZone)]++;
    }

    @Override
    public void merge(Tally other) {
        long[] others = ((DivergenceTally) other).counts;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others[i];
        }
    }

    @Override
    public void write(Output out) {
        for (long count : counts) {
            out.count(count);
        }
    }

    @Override
    public void read(Input in) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.count();
        }
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        BigDecimal threshold = expectation.requiredDecimal("threshold");
        if (expectation.type() == ExpectationType.EXPECT_COLUMN_KL_DIVERGENCE_TO_BE_LESS_THAN) {
            Double divergence = expected.kl(counts);
            return Verdict.ofAggregate(
                    expectation, Divergence.klIsMet(divergence, threshold), Divergence.observed(divergence));
        }
        Double index = expected.psi(counts);
        return Verdict.ofAggregate(expectation, Divergence.psiIsMet(index, threshold), Divergence.observed(index));
    }
}
