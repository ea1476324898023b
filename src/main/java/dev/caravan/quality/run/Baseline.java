package dev.caravan.quality.run;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that an expectation has learnt from what its last runs saw: median ± deviations × 1.4826 × MAD, where MAD is the median distance
 * from the median. The factor makes it a standard deviation where the values are normally distributed (Rousseeuw and Croux, 1993); up to
 * half of the runs may be out of line without moving it far. The bounds are at least a twentieth of the median away from it: what has
 * always been the same may change a little.
 *
 * @param runs how many runs it learns from
 * @param deviations how far from the median is still fine
 * @param atLeast with fewer runs everything is fine
 */
record Baseline(int runs, BigDecimal deviations, int atLeast) {
    private static final BigDecimal NORMAL = new BigDecimal("1.4826");
    private static final BigDecimal LEAST_SHARE = new BigDecimal("0.05");

    /** Null where the expectation has none. */
    static @Nullable Baseline of(Expectation expectation) {
        if (!(expectation.kwargs().get("baseline") instanceof Map<?, ?> given)) {
            return null;
        }
        return new Baseline(
                number(given, "runs", BigDecimal.valueOf(30)).intValue(),
                number(given, "deviations", BigDecimal.valueOf(4)),
                number(given, "at_least", BigDecimal.TEN).intValue());
    }

    private static BigDecimal number(Map<?, ?> given, String name, BigDecimal otherwise) {
        return given.get(name) instanceof BigDecimal number ? number : otherwise;
    }

    /**
     * The verdict by what was learnt, with the bounds in its expectation.
     *
     * @param history what the last runs saw, in any order
     */
    Verdict judge(Verdict verdict, List<BigDecimal> history) {
        if (verdict.exception() != null) {
            return verdict;
        }
        if (history.size() < atLeast) {
            return with(verdict, verdict.expectation(), true, "learning, " + history.size() + " of " + atLeast);
        }
        BigDecimal median = median(history);
        BigDecimal mad = median(
                history.stream().map(value -> value.subtract(median).abs()).toList());
        BigDecimal distance =
                deviations.multiply(NORMAL).multiply(mad).max(median.abs().multiply(LEAST_SHARE));
        BigDecimal least = median.subtract(distance);
        BigDecimal most = median.add(distance);
        boolean met = !(verdict.observed() instanceof BigDecimal observed)
                || (observed.compareTo(least) >= 0 && observed.compareTo(most) <= 0);
        return with(verdict, bounded(verdict.expectation(), least, most), met, "of " + history.size() + " runs");
    }

    private static Verdict with(Verdict verdict, Expectation expectation, boolean success, String baseline) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>(verdict.details());
        details.put("baseline", baseline);
        return new Verdict(
                expectation,
                success,
                verdict.counts(),
                verdict.observed(),
                details,
                null,
                verdict.sql(),
                verdict.failingRowsSql(),
                verdict.approximate());
    }

    private static Expectation bounded(Expectation expectation, BigDecimal least, BigDecimal most) {
        Map<String, @Nullable Object> kwargs = new HashMap<>(expectation.kwargs());
        kwargs.put("min_value", least.stripTrailingZeros());
        kwargs.put("max_value", most.stripTrailingZeros());
        return new Expectation(
                expectation.type(),
                kwargs,
                expectation.rowCondition(),
                expectation.severity(),
                expectation.meta(),
                expectation.id(),
                expectation.line());
    }

    private static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        BigDecimal upper = sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1
                ? upper
                : upper.add(sorted.get(sorted.size() / 2 - 1)).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128);
    }
}
