package dev.caravan.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One expectation of a suite. Its arguments are checked when the suite is read: what is required is there, and each is of its form.
 *
 * @param kwargs by Great Expectations' names; values are {@code String}, {@code Boolean}, {@code BigDecimal}, {@code List}, {@code Map} or null
 * @param rowCondition which rows it looks at; null: all. Its text stands in {@code kwargs}, as Great Expectations has it
 * @param id as the suite gives it, else made of type and arguments, so that it is the same in each run
 * @param line where it begins in the suite's file
 */
public record Expectation(
        ExpectationType type,
        Map<String, @Nullable Object> kwargs,
        @Nullable RowCondition rowCondition,
        Severity severity,
        Map<String, @Nullable Object> meta,
        String id,
        int line) {

    /** The column that it is about; null where it is about several or the table. */
    public @Nullable String column() {
        return text("column");
    }

    /** The share of rows that must be as expected, 0 to 1. */
    public BigDecimal mostly() {
        BigDecimal mostly = decimal("mostly");
        return mostly == null ? BigDecimal.ONE : mostly;
    }

    public @Nullable String text(String kwarg) {
        return (String) kwargs.get(kwarg);
    }

    /** A text that the reader has found to be there. */
    public String requiredText(String kwarg) {
        return (String) required(kwarg);
    }

    public @Nullable BigDecimal decimal(String kwarg) {
        return kwargs.get(kwarg) instanceof BigDecimal number ? number : null;
    }

    public BigDecimal requiredDecimal(String kwarg) {
        return (BigDecimal) required(kwarg);
    }

    /** False where it isn't given. */
    public boolean flag(String kwarg) {
        return Boolean.TRUE.equals(kwargs.get(kwarg));
    }

    /** Empty where it isn't given. */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> list(String kwarg) {
        return kwargs.get(kwarg) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
    }

    /** Empty where it isn't given. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> map(String kwarg) {
        return kwargs.get(kwarg) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Without the scale that a number happens to be written with. */
    public @Nullable Object value(String kwarg) {
        return kwargs.get(kwarg);
    }

    private Object required(String kwarg) {
        Object value = kwargs.get(kwarg);
        if (value == null) {
            throw new IllegalStateException(type.code() + " was read without " + kwarg);
        }
        return value;
    }
}
