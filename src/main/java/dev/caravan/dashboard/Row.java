package dev.caravan.dashboard;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row as camel-sql returns it, column by column. */
public record Row(Map<String, @Nullable Object> columns) {

    /**
     * All rows of a result.
     *
     * @param result what a {@code sql:} step left: a list of maps
     */
    public static List<Row> all(@Nullable Object result) {
        if (!(result instanceof List<?> rows)) {
            throw new IllegalArgumentException("a list of rows was expected, was " + result);
        }
        return rows.stream().map(Row::of).toList();
    }

    @SuppressWarnings("unchecked")
    private static Row of(Object row) {
        return new Row((Map<String, @Nullable Object>) row);
    }

    public long count(String column) {
        return required(column) instanceof Number number ? number.longValue() : 0;
    }

    public BigDecimal amount(String column) {
        return (BigDecimal) required(column);
    }

    @Nullable
    public BigDecimal amountOrNull(String column) {
        return (BigDecimal) columns.get(column);
    }

    public String text(String column) {
        return required(column).toString();
    }

    @Nullable
    public String textOrNull(String column) {
        Object value = columns.get(column);
        return value == null ? null : value.toString();
    }

    public Instant time(String column) {
        return ((Timestamp) required(column)).toInstant();
    }

    @Nullable
    public Instant timeOrNull(String column) {
        Object value = columns.get(column);
        return value == null ? null : ((Timestamp) value).toInstant();
    }

    public byte @Nullable [] bytes(String column) {
        return (byte[]) columns.get(column);
    }

    private Object required(String column) {
        Object value = columns.get(column);
        if (value == null) {
            throw new IllegalArgumentException("column " + column + " must not be null");
        }
        return value;
    }
}
