package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Moments;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sum, mean or standard deviation of a column, exact. */
final class MomentsTally extends ColumnTally {
    private final DecimalSum sums;
    private long count;
    private long notFinite;

    /** @param squares whether the standard deviation is wanted */
    MomentsTally(TypedColumn column, boolean squares) {
        super(column.ofNumbers());
        sums = new DecimalSum(squares);
    }

    @Override
    void add(Object value, Row row) {
        if (value instanceof BigDecimal number) {
            count++;
            sums.add(number);
        } else {
            notFinite++;
        }
    }

    @Override
    public void merge(Tally other) {
        MomentsTally moments = (MomentsTally) other;
        count += moments.count;
        notFinite += moments.notFinite;
        sums.add(moments.sums);
    }

    @Override
    public void write(Output out) {
        out.count(count);
        out.count(notFinite);
        sums.write(out);
    }

    @Override
    public void read(Input in) {
        count = in.count();
        notFinite = in.count();
        sums.read(in);
    }

    Moments moments() {
        return new Moments(count, sums.sum(), sums.sumOfSquares());
    }

    /** True where there is a value that has no place in a sum. */
    boolean isNaN() {
        return notFinite > 0;
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        if (isNaN()) {
            return Verdict.ofAggregate(expectation, false, "NaN");
        }
        BigDecimal observed = observed(expectation.type());
        boolean met = observed == null || Bounds.of(expectation).hold(observed, judgement.shopTimeZone());
        return Verdict.ofAggregate(expectation, met, observed);
    }

    private @Nullable BigDecimal observed(ExpectationType type) {
        return switch (type) {
            case EXPECT_COLUMN_MEAN_TO_BE_BETWEEN -> moments().mean();
            case EXPECT_COLUMN_STDEV_TO_BE_BETWEEN -> moments().stdev();
            default -> count == 0 ? null : Values.plain(sums.sum());
        };
    }
}
