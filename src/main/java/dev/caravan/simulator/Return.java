package dev.caravan.simulator;

/**
 * What comes of an order later.
 *
 * @param order what of it is given back, with the amount that is stated
 * @param step {@link Step#REFUND} or {@link Step#CANCEL}
 * @param dueMicros when the customer comes for it
 * @param number settles ties
 */
record Return(Order order, Step step, long dueMicros, long number) {}
