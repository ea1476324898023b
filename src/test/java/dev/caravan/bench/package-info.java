/** The benchmark: {@code mvn -Pbench verify}. Measures, asserts nothing; {@code docs/benchmarks.md} keeps what it found. */
@NullMarked
package dev.caravan.bench;

import org.jspecify.annotations.NullMarked;
