/**
 * What an event of a shop is and when it is a good one. Knows JSON and the contract; knows no Camel, no Kafka and no JDBC, reads no
 * clock.
 */
@NullMarked
package dev.caravan.event;

import org.jspecify.annotations.NullMarked;
