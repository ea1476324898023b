package dev.caravan.quality.table;

import dev.caravan.quality.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an expectation says of single rows, in SQL.
 *
 * @param judged the columns whose values are shown
 * @param ignored true for rows that are not among the elements; null: none is
 * @param missing true for rows without a value; null: none is
 * @param unexpected true for rows that are not as expected; never null where the row is neither ignored nor missing
 */
record RowRule(
        Expectation expectation,
        List<Column> judged,
        @Nullable String ignored,
        @Nullable String missing,
        String unexpected) {

    static RowRule ofColumn(Expectation expectation, Column column, String expected) {
        return new RowRule(expectation, List.of(column), null, column.quoted() + " is null", "not (" + expected + ")");
    }

    /** Elements, missing and unexpected. */
    List<String> counts(@Nullable String filter) {
        String notIgnored = ignored == null ? null : not(ignored);
        String elements = count(filter, notIgnored);
        String missingRows = missing == null ? "0" : count(filter, notIgnored, missing);
        return List.of(elements, missingRows, count(filter, notIgnored, hasValue(), unexpected));
    }

    /** What a failing row is like. */
    String[] failing() {
        List<String> conditions = new ArrayList<>();
        addTo(conditions, ignored == null ? null : not(ignored));
        addTo(conditions, hasValue());
        conditions.add(unexpected);
        return conditions.toArray(String[]::new);
    }

    private @Nullable String hasValue() {
        if (missing == null) {
            return null;
        }
        return missing.endsWith(" is null")
                ? missing.substring(0, missing.length() - "null".length()) + "not null"
                : not(missing);
    }

    /** The judged columns in a select, each as it is compared, under its own name. */
    static String select(List<Column> columns) {
        return columns.stream()
                .map(column -> column.value().equals(column.quoted())
                        ? column.quoted()
                        : column.value() + " as " + column.quoted())
                .collect(Collectors.joining(", "));
    }

    static String count(@Nullable String... conditions) {
        String filter = and(conditions);
        return filter.isEmpty() ? "count(*)" : "count(*) filter (where " + filter + ")";
    }

    static String and(@Nullable String... conditions) {
        List<String> parts = new ArrayList<>();
        for (String condition : conditions) {
            addTo(parts, condition);
        }
        return parts.size() == 1
                ? parts.get(0)
                : parts.stream()
                        .map(part -> part.contains(" or ") ? "(" + part + ")" : part)
                        .collect(Collectors.joining(" and "));
    }

    private static void addTo(List<String> parts, @Nullable String condition) {
        if (condition != null) {
            parts.add(condition);
        }
    }

    static String not(String condition) {
        return "not (" + condition + ")";
    }
}
