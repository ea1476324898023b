package dev.caravan.verify;

import java.util.UUID;

/**
 * What tells the records of one run from everything else: keys and visitors, and also ids of events, sessions, orders and products, begin
 * with {@code caravan-verify-}. The statements in {@code sql/verify} know that beginning, and the day.
 *
 * @param prefix beginning of every name of the run
 */
record Mark(String prefix) {
    static final String ALL_RUNS = "caravan-verify-";

    /** Of another run each time. */
    static Mark random() {
        return new Mark(ALL_RUNS + UUID.randomUUID().toString().substring(0, 8) + "-");
    }

    String name(String rest) {
        return prefix + rest;
    }
}
