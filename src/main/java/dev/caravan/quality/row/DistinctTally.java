package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How many different values there are, alone or as a share of all that aren't missing. See {@link HashSample} for the error. */
final class DistinctTally extends ColumnTally {
    private final HashSample hashes = new HashSample();
    private long count;

    DistinctTally(TypedColumn column) {
        super(column);
    }

    @Override
    void add(Object value, Row row) {
        count++;
        hashes.add(Hashes.of(value));
    }

    @Override
    public void merge(Tally other) {
        DistinctTally distinct = (DistinctTally) other;
        count += distinct.count;
        hashes.merge(distinct.hashes);
    }

    @Override
    public void write(Output out) {
        out.count(count);
        hashes.write(out);
    }

    @Override
    public void read(Input in) {
        count = in.count();
        hashes.read(in);
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        long distinct = Math.min(count, hashes.distinct());
        boolean isShare = expectation.type() == ExpectationType.EXPECT_COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN;
        BigDecimal observed = isShare ? Shares.of(distinct, count) : BigDecimal.valueOf(distinct);
        Verdict verdict = verdict(expectation, observed, judgement);
        return hashes.isExact() ? verdict : verdict.asApproximate();
    }

    private static Verdict verdict(Expectation expectation, @Nullable BigDecimal observed, Judgement judgement) {
        boolean met = observed == null || Bounds.of(expectation).hold(observed, judgement.shopTimeZone());
        return Verdict.ofAggregate(expectation, met, observed);
    }
}
