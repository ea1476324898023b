package dev.caravan.simulator;

/** A code that takes some per cent off the goods. */
record Coupon(String code, int percent) {}
