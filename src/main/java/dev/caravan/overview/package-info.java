/**
 * What the installation is doing now: the routes that run, what flows on each arrow between them, how far each partition is stored, and
 * how database and broker are. Knows Camel's routes, Kafka's admin client and the rows of {@code stream_offsets}; writes nothing and knows
 * no other room, whatever it shows of one is handed over by the wiring.
 */
@NullMarked
package dev.caravan.overview;

import org.jspecify.annotations.NullMarked;
