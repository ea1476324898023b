package dev.caravan.quality.row;

import org.jspecify.annotations.Nullable;

/**
 * One row, filled anew for the next. A value is a {@code String}, {@code UUID}, {@code Boolean}, {@code BigDecimal}, {@code Instant}
 * or {@code LocalDate}, a {@code Double} only where it is no number or infinite, or null where it is missing.
 */
final class Row {
    final @Nullable Object[] values;
    int partition;
    long offset;

    Row(int columns) {
        values = new @Nullable Object[columns];
    }

    long place() {
        return Place.packed(partition, offset);
    }
}
