package dev.caravan.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was bought, or what of it is given back, in the shop's currency.
 *
 * @param lines at least one
 * @param stated the amount that is sent; null where none is
 */
record Order(
        String id,
        Visitor visitor,
        List<Line> lines,
        @Nullable Coupon coupon,
        @Nullable BigDecimal stated) {

    private static final BigDecimal TAX_RATIO = new BigDecimal("0.19");
    private static final int FREE_SHIPPING_FROM = 60;
    private static final int SHIPPING_HUNDREDTHS = 490;

    Order {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order must have at least one line, " + id + " has none");
        }
        lines = List.copyOf(lines);
    }

    /** An order that states what it amounts to. */
    static Order of(String id, Visitor visitor, List<Line> lines, @Nullable Coupon coupon) {
        Order silent = new Order(id, visitor, lines, coupon, null);
        return silent.stating(silent.revenue());
    }

    /** The same with another amount, or with none. */
    Order stating(@Nullable BigDecimal amount) {
        return new Order(id, visitor, lines, coupon, amount);
    }

    /** One line of it, stating what was paid for that line. */
    Order only(int line) {
        Order part = new Order(id, visitor, List.of(lines.get(line)), coupon, null);
        return part.stating(part.revenue());
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
        return lines.get(0).price().amount().scale();
    }
}
