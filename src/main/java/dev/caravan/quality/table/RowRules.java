package dev.caravan.quality.table;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.DateForms;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.RegexDialect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that look at one row at a time. */
final class RowRules {
    private static final String NEVER = "false";

    private final Relation relation;

    RowRules(Relation relation) {
        this.relation = relation;
    }

    /** Null where it is judged in another way. */
    @Nullable
    RowRule of(Expectation expectation) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL -> nulls(expectation, " is null");
            case EXPECT_COLUMN_VALUES_TO_BE_NULL -> nulls(expectation, " is not null");
            case EXPECT_COLUMN_PAIR_VALUES_TO_BE_EQUAL,
                    EXPECT_COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B,
                    EXPECT_COLUMN_PAIR_VALUES_TO_BE_IN_SET -> pair(expectation);
            case EXPECT_SELECT_COLUMN_VALUES_TO_BE_UNIQUE_WITHIN_RECORD, EXPECT_MULTICOLUMN_SUM_TO_EQUAL ->
                several(expectation);
            default -> {
                String column = expectation.column();
                String expected = column == null ? null : expected(expectation, relation.column(column));
                yield expected == null
                        ? null
                        : RowRule.ofColumn(expectation, relation.column(expectation.requiredText("column")), expected);
            }
        };
    }

    private RowRule nulls(Expectation expectation, String unexpected) {
        Column column = relation.column(expectation.requiredText("column"));
        return new RowRule(expectation, List.of(column), null, null, column.quoted() + unexpected);
    }

    /** True for a value that is as expected. */
    private @Nullable String expected(Expectation expectation, Column column) {
        String text = column.text();
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_BE_IN_SET -> column.in(expectation.list("value_set"));
            case EXPECT_COLUMN_VALUES_TO_NOT_BE_IN_SET -> "not (" + column.in(expectation.list("value_set")) + ")";
            case EXPECT_COLUMN_VALUES_TO_BE_BETWEEN -> column.between(Bounds.of(expectation));
            case EXPECT_COLUMN_VALUES_TO_MATCH_REGEX -> text + " ~ " + regex(expectation.requiredText("regex"));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX -> text + " !~ " + regex(expectation.requiredText("regex"));
            case EXPECT_COLUMN_VALUES_TO_MATCH_REGEX_LIST ->
                matching(
                        expectation,
                        text + " ~ ",
                        expectation.list("regex_list").stream().map(RowRules::regex));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX_LIST ->
                none(text + " !~ ", expectation.list("regex_list").stream().map(RowRules::regex));
            case EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN ->
                text + " like " + like(expectation.requiredText("like_pattern"));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN ->
                text + " not like " + like(expectation.requiredText("like_pattern"));
            case EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN_LIST ->
                matching(
                        expectation,
                        text + " like ",
                        expectation.list("like_pattern_list").stream().map(RowRules::like));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN_LIST ->
                none(
                        text + " not like ",
                        expectation.list("like_pattern_list").stream().map(RowRules::like));
            case EXPECT_COLUMN_VALUES_TO_MATCH_STRFTIME_FORMAT ->
                text + " ~ " + Literal.text(DateForms.strftime(expectation.requiredText("strftime_format")));
            case EXPECT_COLUMN_VALUES_TO_BE_DATEUTIL_PARSEABLE -> text + " ~ " + Literal.text(DateForms.parseable());
            case EXPECT_COLUMN_VALUES_TO_BE_JSON_PARSEABLE -> text + " is json";
            case EXPECT_COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN -> length(text, Bounds.of(expectation));
            case EXPECT_COLUMN_VALUE_LENGTHS_TO_EQUAL ->
                "length(" + text + ") = " + Literal.number(expectation.requiredDecimal("value"));
            default -> null;
        };
    }

    private static String regex(@Nullable Object regex) {
        return Literal.text(RegexDialect.toPostgres(String.valueOf(regex)));
    }

    /** PostgreSQL would refuse it, too, but only at a value that reaches so far. */
    private static String like(@Nullable Object pattern) {
        String text = String.valueOf(pattern);
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        if (backslashes % 2 != 0) {
            throw new IllegalArgumentException("a LIKE pattern must not end with a backslash: " + text);
        }
        return Literal.text(text);
    }

    private static String matching(Expectation expectation, String operator, Stream<String> patterns) {
        String join = "all".equals(expectation.text("match_on")) ? " and " : " or ";
        return patterns.map(pattern -> operator + pattern).collect(Collectors.joining(join));
    }

    private static String none(String operator, Stream<String> patterns) {
        return patterns.map(pattern -> operator + pattern).collect(Collectors.joining(" and "));
    }

    private static String length(String text, Bounds bounds) {
        List<String> parts = new ArrayList<>();
        if (bounds.min() instanceof BigDecimal min) {
            parts.add("length(" + text + ") " + (bounds.strictMin() ? "> " : ">= ") + Literal.number(min));
        }
        if (bounds.max() instanceof BigDecimal max) {
            parts.add("length(" + text + ") " + (bounds.strictMax() ? "< " : "<= ") + Literal.number(max));
        }
        return String.join(" and ", parts);
    }

    private RowRule pair(Expectation expectation) {
        Column a = relation.column(expectation.requiredText("column_A"));
        Column b = relation.column(expectation.requiredText("column_B"));
        String eitherIsNull = a.quoted() + " is null or " + b.quoted() + " is null";
        String ignored =
                switch (Objects.requireNonNullElse(expectation.text("ignore_row_if"), "both_values_are_missing")) {
                    case "either_value_is_missing" -> eitherIsNull;
                    case "neither" -> null;
                    default -> a.quoted() + " is null and " + b.quoted() + " is null";
                };
        String expected = switch (expectation.type()) {
            case EXPECT_COLUMN_PAIR_VALUES_TO_BE_EQUAL -> compared(a, "=", b);
            case EXPECT_COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B ->
                compared(a, expectation.flag("or_equal") ? ">=" : ">", b);
            default -> pairs(a, b, expectation.list("value_pairs_set"));
        };
        return new RowRule(expectation, List.of(a, b), ignored, null, "(" + expected + ") is not true");
    }

    /** A NaN compares with nothing. */
    private static String compared(Column a, String operator, Column b) {
        String compared = a.compare(operator, b);
        return compared == null ? NEVER : RowRule.and(compared, a.isANumber(), b.isANumber());
    }

    private static String pairs(Column a, Column b, List<?> pairs) {
        List<String> alternatives = new ArrayList<>();
        for (Object pair : pairs) {
            List<?> values = (List<?>) pair;
            String first = isValue(a, values.get(0));
            String second = isValue(b, values.get(1));
            if (first != null && second != null) {
                alternatives.add("(" + first + " and " + second + ")");
            }
        }
        return alternatives.isEmpty() ? NEVER : String.join(" or ", alternatives);
    }

    private static @Nullable String isValue(Column column, @Nullable Object given) {
        if (given == null) {
            return column.quoted() + " is null";
        }
        return column.literal(given) == null ? null : column.in(List.of(given));
    }

    private RowRule several(Expectation expectation) {
        List<Column> columns = relation.columns(expectation.list("column_list"));
        String expected;
        if (expectation.type() == dev.caravan.quality.ExpectationType.EXPECT_MULTICOLUMN_SUM_TO_EQUAL) {
            expected = columns.stream().allMatch(Column::isNumber)
                    ? columns.stream().map(Column::numeric).collect(Collectors.joining(" + ")) + " = "
                            + Literal.number(expectation.requiredDecimal("sum_total"))
                    : NEVER;
        } else {
            expected = different(columns);
        }
        return new RowRule(expectation, columns, ignored(expectation, columns), null, "(" + expected + ") is not true");
    }

    /** Nulls are equal to each other, values of different kinds never are. */
    private static String different(List<Column> columns) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                Column one = columns.get(i);
                Column other = columns.get(j);
                String differ = one.compare("is distinct from", other);
                parts.add(differ == null ? "num_nulls(" + one.quoted() + ", " + other.quoted() + ") < 2" : differ);
            }
        }
        return parts.isEmpty() ? "true" : String.join(" and ", parts);
    }

    static @Nullable String ignored(Expectation expectation, List<Column> columns) {
        String names = columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
        return switch (Objects.requireNonNullElse(expectation.text("ignore_row_if"), "all_values_are_missing")) {
            case "any_value_is_missing" -> "num_nulls(" + names + ") > 0";
            case "never" -> null;
            default -> "num_nonnulls(" + names + ") = 0";
        };
    }
}
