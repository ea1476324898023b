package dev.caravan.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How numbers are written in JSON: money as exact decimal text, ratios with four decimals. */
public final class Amounts {

    private static final int MONEY_DECIMALS = 2;
    private static final int RATIO_DECIMALS = 4;

    private Amounts() {}

    /** Exact, with at least two decimals: {@code 5} is {@code "5.00"}, {@code 0.125} is {@code "0.125"}. */
    public static String text(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(MONEY_DECIMALS, stripped.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    public static @Nullable String textOrNull(@Nullable BigDecimal amount) {
        return amount == null ? null : text(amount);
    }

    /** {@code total} over {@code count}, half up to two decimals; null when there is nothing to divide by. */
    public static @Nullable String average(BigDecimal total, long count) {
        return count == 0
                ? null
                : total.divide(BigDecimal.valueOf(count), MONEY_DECIMALS, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /** 0..1 with four decimals, half up; null when {@code whole} is 0. */
    public static @Nullable BigDecimal ratio(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), RATIO_DECIMALS, RoundingMode.HALF_UP);
    }
}
