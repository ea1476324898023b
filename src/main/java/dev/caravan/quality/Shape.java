package dev.caravan.quality;

import dev.caravan.event.Nearest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns rows have, in their order, and of which types. What it tells needs no row.
 *
 * @param types PostgreSQL's names
 */
public record Shape(List<String> names, List<String> types) {
    public Shape {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    /**
     * The verdict; null where rows must be read.
     *
     * @throws IllegalArgumentException if a type is expected of a column that isn't there
     */
    public @Nullable Verdict of(Expectation expectation) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_BE_OF_TYPE -> type(expectation, List.of(expectation.requiredText("type_")));
            case EXPECT_COLUMN_VALUES_TO_BE_IN_TYPE_LIST -> type(expectation, expectation.list("type_list"));
            case EXPECT_TABLE_COLUMN_COUNT_TO_EQUAL -> {
                BigDecimal wanted = expectation.requiredDecimal("value");
                yield count(expectation, Bounds.inclusive(wanted, wanted));
            }
            case EXPECT_TABLE_COLUMN_COUNT_TO_BE_BETWEEN -> count(expectation, Bounds.of(expectation));
            case EXPECT_TABLE_COLUMNS_TO_MATCH_SET -> set(expectation);
            case EXPECT_TABLE_COLUMNS_TO_MATCH_ORDERED_LIST ->
                Verdict.ofAggregate(expectation, names.equals(expectation.list("column_list")), names);
            case EXPECT_COLUMN_TO_EXIST -> exists(expectation);
            default -> null;
        };
    }

    /**
     * Which column, from 0, has that name.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public int indexOf(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + column
                    + (names.isEmpty() ? "" : "; the nearest name is " + Nearest.of(column, names)));
        }
        return index;
    }

    private Verdict type(Expectation expectation, List<?> expected) {
        String type = types.get(indexOf(expectation.requiredText("column")));
        return Verdict.ofAggregate(expectation, ColumnTypes.isOneOf(type, expected), type);
    }

    private Verdict count(Expectation expectation, Bounds bounds) {
        return Verdict.ofAggregate(expectation, bounds.hold(names.size()), BigDecimal.valueOf(names.size()));
    }

    private Verdict set(Expectation expectation) {
        List<?> wanted = expectation.list("column_set");
        List<String> unexpected =
                names.stream().filter(name -> !wanted.contains(name)).toList();
        List<?> missing = wanted.stream().filter(name -> !names.contains(name)).toList();
        boolean exact = !Boolean.FALSE.equals(expectation.value("exact_match"));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("unexpected", unexpected);
        details.put("missing", missing);
        return Verdict.ofAggregate(expectation, missing.isEmpty() && (unexpected.isEmpty() || !exact), names)
                .withDetails(Map.of("mismatched", details));
    }

    private Verdict exists(Expectation expectation) {
        int place = names.indexOf(expectation.requiredText("column"));
        BigDecimal wanted = expectation.decimal("column_index");
        boolean met = place >= 0 && (wanted == null || wanted.compareTo(BigDecimal.valueOf(place)) == 0);
        return Verdict.ofAggregate(expectation, met, place >= 0 ? BigDecimal.valueOf(place) : null);
    }
}
