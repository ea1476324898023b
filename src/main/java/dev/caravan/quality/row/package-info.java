/**
 * Expectations judged row by row: of the running stream in windows, and of any table through a cursor. Knows rows, and states that merge in
 * any order; knows no Kafka, and no SQL beyond a select of all rows.
 */
@NullMarked
package dev.caravan.quality.row;

import org.jspecify.annotations.NullMarked;
