package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value, exact. */
final class ExtremeTally extends ColumnTally {
    private static final int MICROSECONDS = 6;

    private final boolean greatest;
    private @Nullable Object extreme;
    private boolean anyNaN;

    ExtremeTally(TypedColumn column, boolean greatest) {
        super(column);
        this.greatest = greatest;
    }

    @Override
    void add(Object value, Row row) {
        if (RowValues.isNaN(value)) {
            anyNaN = true;
        } else {
            take(value);
        }
    }

    private void take(Object value) {
        Object soFar = extreme;
        int comparison = soFar == null ? 0 : RowValues.compare(value, soFar);
        if (soFar == null || (greatest ? comparison > 0 : comparison < 0)) {
            extreme = RowValues.key(value);
        }
    }

    @Override
    public void merge(Tally other) {
        ExtremeTally extremes = (ExtremeTally) other;
        anyNaN |= extremes.anyNaN;
        if (extremes.extreme != null) {
            take(extremes.extreme);
        }
    }

    @Override
    public void write(Output out) {
        out.flag(anyNaN);
        out.value(extreme);
    }

    @Override
    public void read(Input in) {
        anyNaN = in.flag();
        extreme = in.value();
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        if (expectation.type() == ExpectationType.EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN) {
            return age(expectation, judgement);
        }
        if (anyNaN) {
            return Verdict.ofAggregate(expectation, false, "NaN");
        }
        Object found = extreme;
        boolean met = found == null || Bounds.of(expectation).hold(found, judgement.shopTimeZone());
        return Verdict.ofAggregate(expectation, met, Values.observed(found));
    }

    private Verdict age(Expectation expectation, Judgement judgement) {
        Instant newest = extreme instanceof LocalDate date
                ? date.atStartOfDay(judgement.shopTimeZone()).toInstant()
                : (Instant) extreme;
        if (newest == null) {
            return Verdict.ofAggregate(expectation, false, null);
        }
        BigDecimal age = seconds(Duration.between(newest, judgement.now()));
        BigDecimal most = seconds(Duration.parse(expectation.requiredText("max_age")));
        return Verdict.ofAggregate(expectation, age.compareTo(most) < 0, Values.observed(age));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano() / 1000, MICROSECONDS));
    }
}
