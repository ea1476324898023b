package dev.caravan.simulator;

import java.math.BigDecimal;

/**
 * One line of a cart or an order.
 *
 * @param variant which of the product's variants, from 0
 * @param price of one unit when it was looked at; a sale that begins later doesn't change it
 * @param quantity at least 1
 */
record Line(Product product, int variant, Price price, int quantity) {

    /** Price × quantity. */
    BigDecimal amount() {
        return price.amount().multiply(BigDecimal.valueOf(quantity));
    }

    ActLine act() {
        return new ActLine(product.id(), price.amount(), quantity);
    }
}
