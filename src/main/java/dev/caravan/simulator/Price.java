package dev.caravan.simulator;

import java.math.BigDecimal;

/**
 * What one unit costs.
 *
 * @param json the amount as a JSON number
 */
@SuppressWarnings("ArrayRecordComponent") // written as it is, never compared
record Price(BigDecimal amount, byte[] json) {

    static Price of(BigDecimal amount) {
        return new Price(amount, JsonBytes.utf8(amount.toPlainString()));
    }
}
