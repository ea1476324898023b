package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.RowCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Expectations of all types that both engines know, about the columns of {@link RandomTable}. */
final class RandomExpectations {
    private static final Set<ExpectationType> ONE_ENGINE_ONLY = EnumSet.of(
            ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_EQUAL_OTHER_TABLE,
            ExpectationType.UNEXPECTED_ROWS_EXPECTATION,
            ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_MATCH_PAST_WEEKS,
            ExpectationType.EXPECT_COLUMN_SUM_TO_EQUAL_OTHER_TABLE_SUM);
    private static final List<String> REGEXES =
            List.of("^a", "e", "^$", "[0-9]+", "^.$", "^(tea|Tea)", "\\d{4}-\\d{2}", "(?i)TEA", "\\.5");
    private static final List<String> LIKES =
            List.of("%", "a%", "_", "%e_", "Tea 5\\%", "a\\_b", "", "%line_break", "1%");
    private static final List<String> FORMATS = List.of("%Y-%m-%d", "%m/%d/%Y", "%H:%M", "%d %b %Y", "%Y%m%d");

    private final Random random;

    RandomExpectations(Random random) {
        this.random = random;
    }

    static List<ExpectationType> types() {
        return Stream.of(ExpectationType.values())
                .filter(type -> !ONE_ENGINE_ONLY.contains(type))
                .toList();
    }

    Expectation next(ExpectationType type) {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        String column = column(type);
        type.kwargs().forEach(kwarg -> {
            if (kwarg.required() || kwarg.name().equals("partition_object") || random.nextInt(3) > 0) {
                Object value = value(type, kwarg.name(), column);
                if (value != null) {
                    kwargs.put(kwarg.name(), value);
                }
            }
        });
        boolean bounded = type.kwargs().stream().anyMatch(kwarg -> kwarg.name().equals("min_value"));
        if (bounded && !kwargs.containsKey("min_value") && !kwargs.containsKey("max_value")) {
            kwargs.put("max_value", value(type, "max_value", column));
        }
        List<@Nullable Object> list = new ArrayList<>();
        kwargs.forEach((name, value) -> {
            list.add(name);
            list.add(value);
        });
        return Expected.where(random.nextInt(3) == 0 ? condition(2) : null, type, list.toArray());
    }

    private String column(ExpectationType type) {
        return switch (type) {
            case EXPECT_COLUMN_MEAN_TO_BE_BETWEEN,
                    EXPECT_COLUMN_MEDIAN_TO_BE_BETWEEN,
                    EXPECT_COLUMN_STDEV_TO_BE_BETWEEN,
                    EXPECT_COLUMN_SUM_TO_BE_BETWEEN,
                    EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN -> pick(RandomTable.NUMBERS);
            case EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN -> pick(List.of("z", "dt"));
            default -> pick(RandomTable.COLUMNS);
        };
    }

    private @Nullable Object value(ExpectationType type, String kwarg, String column) {
        return switch (kwarg) {
            case "column" -> column;
            case "column_A", "column_B" -> pick(random.nextBoolean() ? List.of("n", "i", "m") : RandomTable.COLUMNS);
            case "column_list" ->
                type == ExpectationType.EXPECT_TABLE_COLUMNS_TO_MATCH_ORDERED_LIST
                        ? (random.nextBoolean() ? RandomTable.ALL : RandomTable.COLUMNS)
                        : type == ExpectationType.EXPECT_MULTICOLUMN_SUM_TO_EQUAL ? List.of("n", "i") : columns();
            case "column_set" -> random.nextBoolean() ? RandomTable.ALL : columns();
            case "mostly" -> random.nextInt(9) / 8.0;
            case "min_value", "max_value", "value" -> bound(type, column);
            case "strict_min", "strict_max", "strictly", "or_equal", "ties_okay", "double_sided", "exact_match" ->
                random.nextBoolean();
            case "value_set" -> values(column);
            case "value_pairs_set" ->
                Stream.generate(() -> Arrays.asList(random.nextInt(4), random.nextInt(3) == 0 ? null : 2.5))
                        .limit(4)
                        .toList();
            case "regex" -> pick(REGEXES);
            case "regex_list" -> List.of(pick(REGEXES), pick(REGEXES));
            case "like_pattern" -> pick(LIKES);
            case "like_pattern_list" -> List.of(pick(LIKES), pick(LIKES));
            case "match_on" -> pick(List.of("any", "all"));
            case "strftime_format" -> pick(FORMATS);
            case "json_schema" -> "{\"type\": \"object\", \"required\": [\"a\"]}";
            case "type_" -> pick(List.of("TEXT", "int", "NUMERIC", "datetime", "bool", "UUID"));
            case "type_list" -> List.of("FLOAT", "DATE", pick(List.of("str", "INTEGER")));
            case "order_by" -> List.of(pick(RandomTable.COLUMNS));
            case "threshold" -> random.nextInt(30) / 10.0;
            case "quantile_ranges" -> quantiles(column);
            case "partition_object" -> partition(column);
            case "ignore_row_if" -> ignore(type);
            case "sum_total" -> random.nextInt(6);
            case "max_age" -> pick(List.of("PT1H", "P400D", "P30000D"));
            case "column_index" -> random.nextInt(4);
            default -> null;
        };
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(pick(RandomTable.COLUMNS), pick(RandomTable.COLUMNS)));
        if (random.nextBoolean()) {
            columns.add(pick(RandomTable.COLUMNS));
        }
        return columns.stream().distinct().toList();
    }

    private Object bound(ExpectationType type, String column) {
        boolean ofValues = type == ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN
                || type == ExpectationType.EXPECT_COLUMN_MIN_TO_BE_BETWEEN
                || type == ExpectationType.EXPECT_COLUMN_MAX_TO_BE_BETWEEN;
        if (ofValues && random.nextInt(8) > 0) {
            return RandomTable.given(column, random);
        }
        return random.nextInt(5) == 0 && type.kind() == ExpectationType.Kind.COLUMN_AGGREGATE ? 0.5 : random.nextInt(6);
    }

    private List<Object> values(String column) {
        List<Object> values = new ArrayList<>();
        int size = 1 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            values.add(RandomTable.given(random.nextInt(9) == 0 ? pick(RandomTable.COLUMNS) : column, random));
        }
        return values;
    }

    private Map<String, Object> quantiles(String column) {
        List<Object> range = new ArrayList<>();
        range.add(random.nextBoolean() ? null : RandomTable.given(column, random));
        range.add(random.nextBoolean() ? null : RandomTable.given(column, random));
        return Map.of(
                "quantiles",
                Expected.decimals(List.of(random.nextInt(9) / 8.0, 0.5, 1)),
                "value_ranges",
                Expected.decimals(List.of(range, range, range)));
    }

    private Map<String, Object> partition(String column) {
        return RandomTable.NUMBERS.contains(column)
                ? Map.of(
                        "bins", Expected.decimals(List.of(-5, 0, 1, 2.5, 11)),
                        "weights", Expected.decimals(List.of(0.1, 0.4, 0.2, 0.2)),
                        "tail_weights", Expected.decimals(List.of(0.05, 0.05)))
                : Map.of(
                        "values",
                                Expected.decimals(values(column).stream()
                                        .distinct()
                                        .toList()
                                        .subList(0, 1)),
                        "weights", Expected.decimals(List.of(1)));
    }

    private String ignore(ExpectationType type) {
        return type.kind() == ExpectationType.Kind.COLUMN_PAIR
                ? pick(List.of("both_values_are_missing", "either_value_is_missing", "neither"))
                : pick(List.of("all_values_are_missing", "any_value_is_missing", "never"));
    }

    RowCondition condition(int depth) {
        String column = pick(RandomTable.COLUMNS);
        int kind = random.nextInt(depth > 0 ? 6 : 3);
        return switch (kind) {
            case 0 -> new RowCondition.IsNull(column);
            case 1 -> new RowCondition.In(column, List.copyOf(Expected.decimals(values(column))));
            case 2 ->
                new RowCondition.Compare(
                        column,
                        pick(List.of(RowCondition.Operator.values())),
                        Expected.decimal(RandomTable.given(column, random)));
            case 3 -> new RowCondition.And(condition(depth - 1), condition(depth - 1));
            case 4 -> new RowCondition.Or(condition(depth - 1), condition(depth - 1));
            default -> new RowCondition.Not(condition(depth - 1));
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
