package dev.caravan.quality;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between what the quantiles of a column must lie.
 *
 * @param quantiles 0 to 1 each
 * @param ranges one for each quantile, bounds included
 */
public record QuantileRanges(List<BigDecimal> quantiles, List<Bounds> ranges) {
    public QuantileRanges {
        quantiles = List.copyOf(quantiles);
        ranges = List.copyOf(ranges);
    }

    /**
     * From {@code quantile_ranges}: {@code quantiles} and {@code value_ranges}, pairs with null where there is no bound.
     *
     * @throws IllegalArgumentException if it is of another form; the message says what is wrong
     */
    public static QuantileRanges of(Map<String, @Nullable Object> quantileRanges) {
        List<BigDecimal> quantiles = new ArrayList<>();
        for (Object quantile : list(quantileRanges.get("quantiles"), "quantiles")) {
            if (!(quantile instanceof BigDecimal number)
                    || number.signum() < 0
                    || number.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("quantiles must be numbers from 0 to 1, found " + quantile);
            }
            quantiles.add(number);
        }
        List<Bounds> ranges = new ArrayList<>();
        for (Object range : list(quantileRanges.get("value_ranges"), "value_ranges")) {
            List<?> pair = list(range, "each of value_ranges");
            if (pair.size() != 2) {
                throw new IllegalArgumentException("each of value_ranges must be a pair, found " + pair);
            }
            ranges.add(Bounds.inclusive(pair.get(0), pair.get(1)));
        }
        if (quantiles.isEmpty() || quantiles.size() != ranges.size()) {
            throw new IllegalArgumentException("there must be as many value_ranges as quantiles, and at least one");
        }
        return new QuantileRanges(quantiles, ranges);
    }

    /** The place, from 0, that a quantile has among so many values in their order, as {@code percentile_disc} computes it. */
    public static long place(BigDecimal quantile, long values) {
        return Math.max(0, (long) Math.ceil(quantile.doubleValue() * values) - 1);
    }

    /**
     * The verdict.
     *
     * @param found the columns' values at the quantiles; nulls where there was no value at all
     */
    public Verdict judge(Expectation expectation, List<@Nullable Object> found, ZoneId shopTimeZone) {
        List<@Nullable Object> met = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Object value = found.get(i);
            met.add(value == null || ranges.get(i).hold(value, shopTimeZone));
            values.add(Values.observed(value));
        }
        Map<String, @Nullable Object> observed = new LinkedHashMap<>();
        observed.put("quantiles", quantiles);
        observed.put("values", Collections.unmodifiableList(values));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("success_details", Collections.unmodifiableList(met));
        boolean nothing = found.stream().allMatch(java.util.Objects::isNull);
        return Verdict.ofAggregate(expectation, !met.contains(false), nothing ? null : observed)
                .withDetails(details);
    }

    private static List<?> list(@Nullable Object value, String name) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(name + " must be a list, found " + value);
        }
        return list;
    }
}
