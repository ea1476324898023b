/**
 * What could not be stored and why: the dead-letter topic's records. Knows Kafka's headers; knows nothing of the database and of what
 * makes an event good.
 */
@NullMarked
package dev.caravan.deadletter;

import org.jspecify.annotations.NullMarked;
