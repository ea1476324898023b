package dev.caravan.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Count, sum and sum of squares of exact decimals, from which mean and standard deviation come. Adding is commutative and associative. */
public record Moments(long count, BigDecimal sum, BigDecimal sumOfSquares) {
    public static final Moments NONE = new Moments(0, BigDecimal.ZERO, BigDecimal.ZERO);
    /** Digits behind the point of what is divided or rooted. */
    public static final int SCALE = 10;

    private static final MathContext ROOT = new MathContext(60);

    public Moments plus(BigDecimal value) {
        return new Moments(count + 1, sum.add(value), sumOfSquares.add(value.multiply(value)));
    }

    public Moments plus(Moments other) {
        return new Moments(count + other.count, sum.add(other.sum), sumOfSquares.add(other.sumOfSquares));
    }

    /** Null where there is no value. */
    public @Nullable BigDecimal mean() {
        return count == 0 ? null : Values.plain(sum.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP));
    }

    /** Of a sample, n − 1; null where there are not two values. */
    public @Nullable BigDecimal stdev() {
        if (count < 2) {
            return null;
        }
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal squares = n.multiply(sumOfSquares).subtract(sum.multiply(sum));
        BigDecimal variance = squares.divide(n.multiply(n.subtract(BigDecimal.ONE)), ROOT);
        return Values.plain(variance.sqrt(ROOT).setScale(SCALE, RoundingMode.HALF_UP));
    }

    /**
     * Whether a value is {@code threshold} standard deviations or more away from the mean, by what {@link #mean} and {@link #stdev} give;
     * never where all are equal.
     *
     * @param doubleSided false: only above the mean
     */
    public boolean isFarOff(BigDecimal value, BigDecimal threshold, boolean doubleSided) {
        BigDecimal mean = mean();
        BigDecimal stdev = stdev();
        if (mean == null || stdev == null || stdev.signum() == 0) {
            return false;
        }
        BigDecimal distance = value.subtract(mean);
        return (doubleSided ? distance.abs() : distance).compareTo(threshold.multiply(stdev)) >= 0;
    }
}
