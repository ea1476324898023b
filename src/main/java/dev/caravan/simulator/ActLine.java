package dev.caravan.simulator;

import java.math.BigDecimal;

/**
 * A product with its price, as an event states it.
 *
 * @param price of one unit, in the event's currency
 * @param quantity at least 1
 */
public record ActLine(String productId, BigDecimal price, int quantity) {

    /** Price × quantity. */
    BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
