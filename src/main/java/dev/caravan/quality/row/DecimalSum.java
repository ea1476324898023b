package dev.caravan.quality.row;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of decimals and, where wanted, of their squares. Usual amounts are added as longs. */
final class DecimalSum {
    private static final int SCALES = 8;
    private static final int LONG_DIGITS = 18;
    private static final int SQUARABLE_DIGITS = 9;

    private final boolean squares;
    private final long[] byScale = new long[SCALES];
    private final long[] squaresByScale = new long[SCALES];
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal sumOfSquares = BigDecimal.ZERO;

    DecimalSum(boolean squares) {
        this.squares = squares;
    }

    void add(BigDecimal number) {
        int scale = number.scale();
        boolean isUsual =
                scale >= 0 && scale < SCALES && number.precision() <= (squares ? SQUARABLE_DIGITS : LONG_DIGITS);
        if (!isUsual) {
            sum = sum.add(number);
            sumOfSquares = squares ? sumOfSquares.add(number.multiply(number)) : sumOfSquares;
            return;
        }
        long unscaled = number.unscaledValue().longValue();
        addTo(byScale, scale, unscaled);
        if (squares) {
            addTo(squaresByScale, scale, unscaled * unscaled);
        }
    }

    private void addTo(long[] sums, int scale, long value) {
        long added = sums[scale] + value;
        boolean overflows = ((sums[scale] ^ added) & (value ^ added)) < 0;
        if (overflows) {
            settle();
            added = value;
        }
        sums[scale] = added;
    }

    private void settle() {
        for (int scale = 0; scale < SCALES; scale++) {
            sum = sum.add(BigDecimal.valueOf(byScale[scale], scale));
            sumOfSquares = sumOfSquares.add(new BigDecimal(BigInteger.valueOf(squaresByScale[scale]), 2 * scale));
            byScale[scale] = 0;
            squaresByScale[scale] = 0;
        }
    }

    void add(DecimalSum other) {
        sum = sum.add(other.sum());
        sumOfSquares = sumOfSquares.add(other.sumOfSquares());
    }

    /** Without trailing zeros, so that equal sums are the same. */
    BigDecimal sum() {
        settle();
        return sum.stripTrailingZeros();
    }

    BigDecimal sumOfSquares() {
        settle();
        return sumOfSquares.stripTrailingZeros();
    }

    void write(Output out) {
        out.decimal(sum());
        if (squares) {
            out.decimal(sumOfSquares());
        }
    }

    void read(Input in) {
        sum = in.decimal();
        sumOfSquares = squares ? in.decimal() : BigDecimal.ZERO;
    }
}
