/** The Kafka and the PostgreSQL of a run that names none. Only the start of the application knows that they exist. */
@NullMarked
package dev.caravan.embedded;

import org.jspecify.annotations.NullMarked;
