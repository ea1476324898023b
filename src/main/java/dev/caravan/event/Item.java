package dev.caravan.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One product of an event: what was looked at, or one line of an order, a cart or a checkout.
 *
 * @param price of one unit, in the event's currency; null when it isn't stated
 * @param quantity null when it isn't stated
 */
public record Item(
        @Nullable String productId,
        @Nullable String productName,
        @Nullable String category,
        @Nullable String brand,
        @Nullable String variant,
        @Nullable BigDecimal price,
        @Nullable Integer quantity) {

    /** An item of which nothing is stated. */
    static final Item UNSTATED = new Item(null, null, null, null, null, null, null);

    /** The stated quantity, else one. */
    public int units() {
        return quantity == null ? 1 : quantity;
    }

    /** Price × units; null without a price. */
    public @Nullable BigDecimal amount() {
        return price == null ? null : price.multiply(BigDecimal.valueOf(units()));
    }
}
