/**
 * Data quality: suites of expectations, as Great Expectations names them, judged on the stream and on tables. This package knows what an
 * expectation and a verdict are, and no technology; {@code table} compiles expectations to SQL, {@code row} judges rows one by one.
 */
@NullMarked
package dev.caravan.quality;

import org.jspecify.annotations.NullMarked;
