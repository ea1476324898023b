/**
 * Stores events exactly once, with what is derived from them. Knows PostgreSQL and the batch that Camel's Kafka component polls; knows
 * nothing of how events get to the topic, what makes one good, or how the numbers are shown.
 */
@NullMarked
package dev.caravan.warehouse;

import org.jspecify.annotations.NullMarked;
