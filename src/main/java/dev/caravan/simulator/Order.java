package dev.caravan.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was bought, in the shop's currency.
 *
 * @param lines at least one
 */
record Order(
        String id,
        Visitor visitor,
        List<Line> lines,
        @Nullable Coupon coupon) {

    private static final BigDecimal TAX_RATIO = new BigDecimal("0.19");
    private static final int FREE_SHIPPING_FROM = 60;
    private static final int SHIPPING_HUNDREDTHS = 490;

    Order {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order must have at least one line, " + id + " has none");
        }
        lines = List.copyOf(lines);
    }

    /** Σ price × quantity, before the discount. */
    BigDecimal subtotal() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Rounded half up to the currency's decimals; 0 without a coupon. */
    BigDecimal discount() {
        int percent = coupon == null ? 0 : coupon.percent();
        return subtotal().multiply(BigDecimal.valueOf(percent, 2)).setScale(decimals(), RoundingMode.HALF_UP);
    }

    /** The goods after the discount; neither tax nor shipping is in it. */
    BigDecimal revenue() {
        return subtotal().subtract(discount());
    }

    /** On top of {@link #revenue}. */
    BigDecimal tax() {
        return revenue().multiply(TAX_RATIO).setScale(decimals(), RoundingMode.HALF_UP);
    }

    /** Nothing for a large order. */
    BigDecimal shipping() {
        boolean free = revenue().compareTo(BigDecimal.valueOf(FREE_SHIPPING_FROM * 100L, decimals())) >= 0;
        return BigDecimal.valueOf(free ? 0 : SHIPPING_HUNDREDTHS, decimals());
    }

    private int decimals() {
        return lines.get(0).product().price().scale();
    }
}
