package dev.caravan.simulator;

import java.math.BigDecimal;

/**
 * One line of a cart or an order.
 *
 * @param quantity at least 1
 */
record Line(Product product, String variant, int quantity) {

    /** Price × quantity. */
    BigDecimal amount() {
        return product.price().multiply(BigDecimal.valueOf(quantity));
    }

    ActLine act() {
        return new ActLine(product.id(), product.price(), quantity);
    }
}
