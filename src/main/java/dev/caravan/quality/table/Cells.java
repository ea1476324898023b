package dev.caravan.quality.table;

import dev.caravan.quality.Divergence;
import dev.caravan.quality.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The cells of a distribution in SQL. */
final class Cells {
    private Cells() {}

    /** What makes a value of the column count in each cell; null values are in none. */
    static List<String> conditions(Column column, Divergence distribution) {
        return distribution.edges().isEmpty()
                ? values(column, distribution.values())
                : bins(column, distribution.edges());
    }

    private static List<String> values(Column column, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        for (Object value : values) {
            conditions.add(column.in(List.of(value)));
        }
        conditions.add("not (" + column.in(values) + ")");
        return conditions;
    }

    private static List<String> bins(Column column, List<BigDecimal> edges) {
        if (!column.isNumber()) {
            throw new IllegalArgumentException(
                    "bins need numbers, column " + column.name() + " is of type " + column.type());
        }
        String value = column.value();
        List<String> conditions = new ArrayList<>();
        int last = edges.size() - 1;
        for (int i = 0; i <= last; i++) {
            String below = value + (i == last ? " <= " : " < ") + Literal.number(edges.get(i));
            conditions.add(i == 0 ? below : value + " >= " + Literal.number(edges.get(i - 1)) + " and " + below);
        }
        String above = value + " > " + Literal.number(edges.get(last));
        conditions.add(RowRule.and(above, column.isANumber()));
        conditions.add(column.mayBeNaN() ? value + " = 'NaN'" : "false");
        return conditions;
    }

    /** What was counted beside what was expected. */
    static Map<String, @Nullable Object> details(Divergence expected, long[] counts) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (expected.edges().isEmpty()) {
            details.put(
                    "values", expected.values().stream().map(Values::observed).toList());
        } else {
            details.put("bins", expected.edges());
        }
        details.put(
                "expected_shares",
                expected.shares().stream()
                        .map(share -> Divergence.observed(share))
                        .toList());
        details.put(
                "observed_counts",
                LongStream.of(counts).mapToObj(BigDecimal::valueOf).toList());
        return details;
    }
}
