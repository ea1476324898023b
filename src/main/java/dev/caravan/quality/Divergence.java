package dev.caravan.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An expected distribution, and how far what was counted is away from it.
 *
 * <p>It has cells, each with a share; the shares sum to 1. Of values: one for each value, then one of share 0 for all others. Of bins: what
 * lies below the first edge, then each bin (with its lower edge, the last one with both), what lies above the last, and what is no number.
 *
 * @param values of a distribution of values; else empty
 * @param edges of a distribution of bins, ascending; else empty
 * @param shares of all cells
 */
public record Divergence(List<Object> values, List<BigDecimal> edges, List<Double> shares) {
    /** The least share that a cell has for PSI, which knows no infinity. */
    private static final double LEAST_SHARE = 0.0001;

    public Divergence {
        values = List.copyOf(values);
        edges = List.copyOf(edges);
        shares = List.copyOf(shares);
    }

    /**
     * From a {@code partition_object}: {@code values} or {@code bins}, {@code weights}, which need not sum to 1, and with bins
     * {@code tail_weights}, two.
     *
     * @throws IllegalArgumentException if it is of another form; the message says what is wrong
     */
    public static Divergence of(Map<String, @Nullable Object> partitionObject) {
        List<BigDecimal> weights = numbers(partitionObject, "weights");
        if (weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("weights must not be negative");
        }
        if (partitionObject.get("values") instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(value -> values.add(required(value, "values")));
            require(weights.size() == values.size(), "there must be as many weights as values");
            List<BigDecimal> all = new ArrayList<>(weights);
            all.add(BigDecimal.ZERO);
            return new Divergence(values, List.of(), shares(all));
        }
        List<BigDecimal> edges = numbers(partitionObject, "bins");
        require(edges.size() == weights.size() + 1, "there must be one weight less than edges in bins");
        for (int i = 1; i < edges.size(); i++) {
            require(edges.get(i - 1).compareTo(edges.get(i)) < 0, "bins must ascend");
        }
        List<BigDecimal> tails = partitionObject.get("tail_weights") == null
                ? List.of(BigDecimal.ZERO, BigDecimal.ZERO)
                : numbers(partitionObject, "tail_weights");
        require(tails.size() == 2, "there must be two tail_weights");
        List<BigDecimal> all = new ArrayList<>(List.of(tails.get(0)));
        all.addAll(weights);
        all.add(tails.get(1));
        all.add(BigDecimal.ZERO);
        return new Divergence(List.of(), edges, shares(all));
    }

    /** What was counted in an earlier time as the expectation of a later one. */
    public static Divergence between(List<BigDecimal> edges, long[] baseline) {
        List<BigDecimal> weights =
                LongStream.of(baseline).mapToObj(BigDecimal::valueOf).toList();
        return new Divergence(List.of(), edges, shares(weights));
    }

    /** As {@link #between}, of values; the last count is that of all others. */
    public static Divergence among(List<Object> values, long[] baseline) {
        List<BigDecimal> weights =
                LongStream.of(baseline).mapToObj(BigDecimal::valueOf).toList();
        return new Divergence(values, List.of(), shares(weights));
    }

    public int cells() {
        return shares.size();
    }

    /** Which cell a column's value counts in. */
    public int cell(Object value, ZoneId shopTimeZone) {
        if (edges.isEmpty()) {
            for (int i = 0; i < values.size(); i++) {
                Integer comparison = Values.compare(value, values.get(i), shopTimeZone);
                if (comparison != null && comparison == 0) {
                    return i;
                }
            }
            return values.size();
        }
        if (!(value instanceof Number) || value.equals(Double.NaN)) {
            return edges.size() + 1;
        }
        for (int i = 0; i < edges.size(); i++) {
            Integer comparison = Values.compare(value, edges.get(i), shopTimeZone);
            boolean last = i == edges.size() - 1;
            if (comparison != null && (comparison < 0 || (last && comparison == 0))) {
                return i;
            }
        }
        return edges.size();
    }

    /**
     * The Kullback-Leibler divergence of what was counted from what is expected, in nats: positive infinity where something came that is not
     * expected at all; null where nothing came.
     *
     * @param counts of all cells
     */
    public @Nullable Double kl(long[] counts) {
        double all = LongStream.of(counts).sum();
        if (all == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double p = counts[i] / all;
            if (p > 0) {
                sum += p * Math.log(p / shares.get(i));
            }
        }
        return Math.max(0, sum);
    }

    /** The population stability index; shares count as at least 0.0001. Null where nothing came. */
    public @Nullable Double psi(long[] counts) {
        double all = LongStream.of(counts).sum();
        if (all == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0 && shares.get(i) == 0) {
                continue;
            }
            double p = Math.max(LEAST_SHARE, counts[i] / all);
            double q = Math.max(LEAST_SHARE, shares.get(i));
            sum += (p - q) * Math.log(p / q);
        }
        return sum;
    }

    /** As a verdict carries it: ten digits behind the point, or the text {@code Infinity}. */
    public static @Nullable Object observed(@Nullable Double divergence) {
        if (divergence == null) {
            return null;
        }
        return divergence.isInfinite()
                ? "Infinity"
                : Values.plain(BigDecimal.valueOf(divergence).setScale(Moments.SCALE, RoundingMode.HALF_UP));
    }

    /** As Great Expectations has it, the threshold itself is met; so is nothing. */
    public static boolean klIsMet(@Nullable Double divergence, BigDecimal threshold) {
        return !(observed(divergence) instanceof String)
                && (!(observed(divergence) instanceof BigDecimal number) || number.compareTo(threshold) <= 0);
    }

    /** Less than the threshold, or nothing. */
    public static boolean psiIsMet(@Nullable Double index, BigDecimal threshold) {
        return !(observed(index) instanceof BigDecimal number) || number.compareTo(threshold) < 0;
    }

    private static List<Double> shares(List<BigDecimal> weights) {
        BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        require(all.signum() > 0, "weights must not all be 0");
        return weights.stream()
                .map(weight -> weight.doubleValue() / all.doubleValue())
                .toList();
    }

    private static List<BigDecimal> numbers(Map<String, @Nullable Object> object, String name) {
        if (!(object.get(name) instanceof List<?> list)) {
            throw new IllegalArgumentException("partition_object must have a list " + name);
        }
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : list) {
            if (!(value instanceof BigDecimal number)) {
                throw new IllegalArgumentException(name + " must be numbers, found " + value);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static Object required(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not hold null");
        }
        return value;
    }

    private static void require(boolean is, String message) {
        if (!is) {
            throw new IllegalArgumentException(message);
        }
    }
}
