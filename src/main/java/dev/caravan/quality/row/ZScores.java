package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Moments;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Mean and standard deviation that were found in an earlier pass. */
@FunctionalInterface
interface ZScores {
    /** In the stream, which passes once. */
    ZScores NONE = expectation -> null;

    @Nullable
    MomentsTally of(Expectation expectation);

    /** Whether a value is near enough to the mean; null where there was no earlier pass. Of what is no number none is. */
    default @Nullable RowTest testOf(Expectation expectation) {
        MomentsTally tally = of(expectation);
        if (tally == null) {
            return null;
        }
        if (tally.isNaN()) {
            return value -> false;
        }
        Moments moments = tally.moments();
        BigDecimal mean = moments.mean();
        BigDecimal stdev = moments.stdev();
        if (mean == null || stdev == null || stdev.signum() == 0) {
            return value -> true;
        }
        BigDecimal limit = expectation.requiredDecimal("threshold").multiply(stdev);
        boolean doubleSided = expectation.flag("double_sided");
        return value -> {
            if (!(value instanceof BigDecimal number)) {
                return false;
            }
            BigDecimal distance = number.subtract(mean);
            return (doubleSided ? distance.abs() : distance).compareTo(limit) < 0;
        };
    }
}
