/**
 * The back end of the live dashboard: what a frame is, when one is due, and how the page, its data and its errors are served. Knows the
 * stored tables and Camel's messages; writes nothing and knows no Kafka.
 */
@NullMarked
package dev.caravan.dashboard;

import org.jspecify.annotations.NullMarked;
