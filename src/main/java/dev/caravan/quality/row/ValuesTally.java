package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.MostCommon;
import dev.caravan.quality.QuantileRanges;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Median, quantiles or the most common value of a column. See {@link ValueSample} for the error. */
final class ValuesTally extends ColumnTally {
    private static final int MOST_VALUES = 16_384;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final ValueSample sample = new ValueSample(MOST_VALUES);
    private boolean anyNaN;

    ValuesTally(TypedColumn column) {
        super(column);
    }

    @Override
    void add(Object value, Row row) {
        anyNaN |= RowValues.isNaN(value);
        sample.add(value, row.place());
    }

    @Override
    public void merge(Tally other) {
        anyNaN |= ((ValuesTally) other).anyNaN;
        sample.merge(((ValuesTally) other).sample);
    }

    @Override
    public void write(Output out) {
        out.flag(anyNaN);
        sample.write(out);
    }

    @Override
    public void read(Input in) {
        anyNaN = in.flag();
        sample.read(in);
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        Verdict verdict = exact(expectation, judgement);
        return sample.isExact() ? verdict : verdict.asApproximate();
    }

    private Verdict exact(Expectation expectation, Judgement judgement) {
        Map<Object, Long> counts = sample.counts();
        if (expectation.type() == ExpectationType.EXPECT_COLUMN_MOST_COMMON_VALUE_TO_BE_IN_SET) {
            return MostCommon.judge(expectation, mostCommon(counts), judgement.shopTimeZone());
        }
        if (anyNaN) {
            return Verdict.ofAggregate(expectation, false, "NaN");
        }
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (expectation.type() == ExpectationType.EXPECT_COLUMN_QUANTILE_VALUES_TO_BE_BETWEEN) {
            return quantiles(expectation, counts, all, judgement);
        }
        BigDecimal median = all == 0 ? null : median(counts, all);
        boolean met = median == null || Bounds.of(expectation).hold(median, judgement.shopTimeZone());
        return Verdict.ofAggregate(expectation, met, median);
    }

    private static List<Object> mostCommon(Map<Object, Long> counts) {
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Verdict quantiles(Expectation expectation, Map<Object, Long> counts, long all, Judgement judgement) {
        QuantileRanges ranges = QuantileRanges.of(expectation.map("quantile_ranges"));
        List<@Nullable Object> found = new ArrayList<>();
        for (BigDecimal quantile : ranges.quantiles()) {
            found.add(all == 0 ? null : at(QuantileRanges.place(quantile, all), counts));
        }
        return ranges.judge(expectation, found, judgement.shopTimeZone());
    }

    private static BigDecimal median(Map<Object, Long> counts, long all) {
        BigDecimal lower = (BigDecimal) at((all - 1) / 2, counts);
        BigDecimal upper = (BigDecimal) at(all / 2, counts);
        return Values.plain(lower.add(upper).divide(TWO));
    }

    /** The value at a place, from 0, of all in their order. */
    private static Object at(long place, Map<Object, Long> counts) {
        long passed = 0;
        Object last = null;
        for (Map.Entry<Object, Long> entry : counts.entrySet()) {
            passed += entry.getValue();
            last = entry.getKey();
            if (passed > place) {
                break;
            }
        }
        return Objects.requireNonNull(last);
    }
}
