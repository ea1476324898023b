package dev.caravan.quality.row;

/** Whether one value, which isn't missing, is as expected. Keeps nothing. */
@FunctionalInterface
interface RowTest {
    boolean isAsExpected(Object value);
}
