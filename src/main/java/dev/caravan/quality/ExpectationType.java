package dev.caravan.quality;

import static dev.caravan.quality.Kwarg.Form.BOUND;
import static dev.caravan.quality.Kwarg.Form.COUNT;
import static dev.caravan.quality.Kwarg.Form.DURATION;
import static dev.caravan.quality.Kwarg.Form.FLAG;
import static dev.caravan.quality.Kwarg.Form.NUMBER;
import static dev.caravan.quality.Kwarg.Form.OBJECT;
import static dev.caravan.quality.Kwarg.Form.OBJECT_OR_TEXT;
import static dev.caravan.quality.Kwarg.Form.PAIRS;
import static dev.caravan.quality.Kwarg.Form.RATIO;
import static dev.caravan.quality.Kwarg.Form.TEXT;
import static dev.caravan.quality.Kwarg.Form.TEXTS;
import static dev.caravan.quality.Kwarg.Form.VALUES;
import static dev.caravan.quality.Kwarg.optional;
import static dev.caravan.quality.Kwarg.required;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be expected, by Great Expectations' names, and the arguments that each takes. */
@SuppressWarnings("ImmutableEnumChecker") // the lists of arguments are unmodifiable
public enum ExpectationType {
    EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL(Kind.COLUMN_MAP, required("column", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_NULL(Kind.COLUMN_MAP, required("column", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_UNIQUE(Kind.COLUMN_MAP, required("column", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_OF_TYPE(
            Kind.COLUMN_MAP, required("column", TEXT), required("type_", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_IN_TYPE_LIST(
            Kind.COLUMN_MAP, required("column", TEXT), required("type_list", TEXTS), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_IN_SET(
            Kind.COLUMN_MAP, required("column", TEXT), required("value_set", VALUES), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_NOT_BE_IN_SET(
            Kind.COLUMN_MAP, required("column", TEXT), required("value_set", VALUES), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_BETWEEN(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            optional("min_value", BOUND),
            optional("max_value", BOUND),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_INCREASING(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            optional("strictly", FLAG),
            optional("order_by", TEXTS),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_DECREASING(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            optional("strictly", FLAG),
            optional("order_by", TEXTS),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_REGEX(
            Kind.COLUMN_MAP, required("column", TEXT), required("regex", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX(
            Kind.COLUMN_MAP, required("column", TEXT), required("regex", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_REGEX_LIST(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            required("regex_list", TEXTS),
            optional("match_on", TEXT),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX_LIST(
            Kind.COLUMN_MAP, required("column", TEXT), required("regex_list", TEXTS), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN(
            Kind.COLUMN_MAP, required("column", TEXT), required("like_pattern", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN(
            Kind.COLUMN_MAP, required("column", TEXT), required("like_pattern", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN_LIST(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            required("like_pattern_list", TEXTS),
            optional("match_on", TEXT),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN_LIST(
            Kind.COLUMN_MAP, required("column", TEXT), required("like_pattern_list", TEXTS), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_STRFTIME_FORMAT(
            Kind.COLUMN_MAP, required("column", TEXT), required("strftime_format", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_DATEUTIL_PARSEABLE(Kind.COLUMN_MAP, required("column", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_BE_JSON_PARSEABLE(Kind.COLUMN_MAP, required("column", TEXT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUES_TO_MATCH_JSON_SCHEMA(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            required("json_schema", OBJECT_OR_TEXT),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            optional("min_value", COUNT),
            optional("max_value", COUNT),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUE_LENGTHS_TO_EQUAL(
            Kind.COLUMN_MAP, required("column", TEXT), required("value", COUNT), optional("mostly", RATIO)),
    EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN(
            Kind.COLUMN_MAP,
            required("column", TEXT),
            required("threshold", NUMBER),
            required("double_sided", FLAG),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_MIN_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", BOUND),
            optional("max_value", BOUND),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_MAX_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", BOUND),
            optional("max_value", BOUND),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_MEAN_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_MEDIAN_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_STDEV_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_SUM_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", COUNT),
            optional("max_value", COUNT),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_PROPORTION_OF_NON_NULL_VALUES_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            optional("min_value", NUMBER),
            optional("max_value", NUMBER),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_COLUMN_QUANTILE_VALUES_TO_BE_BETWEEN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            required("quantile_ranges", OBJECT),
            optional("allow_relative_error", FLAG)),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET(
            Kind.COLUMN_AGGREGATE, required("column", TEXT), required("value_set", VALUES)),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET(
            Kind.COLUMN_AGGREGATE, required("column", TEXT), required("value_set", VALUES)),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_EQUAL_SET(
            Kind.COLUMN_AGGREGATE, required("column", TEXT), required("value_set", VALUES)),
    EXPECT_COLUMN_MOST_COMMON_VALUE_TO_BE_IN_SET(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            required("value_set", VALUES),
            optional("ties_okay", FLAG)),
    EXPECT_COLUMN_KL_DIVERGENCE_TO_BE_LESS_THAN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            required("partition_object", OBJECT),
            required("threshold", NUMBER)),
    EXPECT_COLUMN_PAIR_VALUES_TO_BE_EQUAL(
            Kind.COLUMN_PAIR,
            required("column_A", TEXT),
            required("column_B", TEXT),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B(
            Kind.COLUMN_PAIR,
            required("column_A", TEXT),
            required("column_B", TEXT),
            optional("or_equal", FLAG),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_COLUMN_PAIR_VALUES_TO_BE_IN_SET(
            Kind.COLUMN_PAIR,
            required("column_A", TEXT),
            required("column_B", TEXT),
            required("value_pairs_set", PAIRS),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_COMPOUND_COLUMNS_TO_BE_UNIQUE(
            Kind.MULTI_COLUMN,
            required("column_list", TEXTS),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_SELECT_COLUMN_VALUES_TO_BE_UNIQUE_WITHIN_RECORD(
            Kind.MULTI_COLUMN,
            required("column_list", TEXTS),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_MULTICOLUMN_SUM_TO_EQUAL(
            Kind.MULTI_COLUMN,
            required("column_list", TEXTS),
            required("sum_total", NUMBER),
            optional("ignore_row_if", TEXT),
            optional("mostly", RATIO)),
    EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN(
            Kind.TABLE,
            optional("min_value", COUNT),
            optional("max_value", COUNT),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG),
            optional("baseline", OBJECT)),
    EXPECT_TABLE_ROW_COUNT_TO_EQUAL(Kind.TABLE, required("value", COUNT)),
    EXPECT_TABLE_ROW_COUNT_TO_EQUAL_OTHER_TABLE(Kind.TABLE, required("other_table_name", TEXT)),
    EXPECT_TABLE_COLUMN_COUNT_TO_BE_BETWEEN(
            Kind.TABLE,
            optional("min_value", COUNT),
            optional("max_value", COUNT),
            optional("strict_min", FLAG),
            optional("strict_max", FLAG)),
    EXPECT_TABLE_COLUMN_COUNT_TO_EQUAL(Kind.TABLE, required("value", COUNT)),
    EXPECT_TABLE_COLUMNS_TO_MATCH_SET(Kind.TABLE, required("column_set", TEXTS), optional("exact_match", FLAG)),
    EXPECT_TABLE_COLUMNS_TO_MATCH_ORDERED_LIST(Kind.TABLE, required("column_list", TEXTS)),
    EXPECT_COLUMN_TO_EXIST(Kind.TABLE, required("column", TEXT), optional("column_index", COUNT)),
    UNEXPECTED_ROWS_EXPECTATION(Kind.SQL, required("unexpected_rows_query", TEXT)),

    // What shops need and Great Expectations doesn't have.
    EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN(
            Kind.COLUMN_AGGREGATE, required("column", TEXT), required("max_age", DURATION)),
    EXPECT_TABLE_ROW_COUNT_TO_MATCH_PAST_WEEKS(
            Kind.TABLE,
            required("column", TEXT),
            optional("weeks", COUNT),
            optional("max_deviation_ratio", NUMBER),
            optional("min_rows", COUNT)),
    EXPECT_COLUMN_SUM_TO_EQUAL_OTHER_TABLE_SUM(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            required("other_table_name", TEXT),
            required("other_column", TEXT),
            optional("group_by", TEXT),
            optional("other_group_by", TEXT),
            optional("tolerance", NUMBER)),
    EXPECT_COLUMN_PSI_TO_BE_LESS_THAN(
            Kind.COLUMN_AGGREGATE,
            required("column", TEXT),
            required("threshold", NUMBER),
            optional("partition_object", OBJECT),
            optional("time_column", TEXT),
            optional("baseline_days", COUNT),
            optional("bins", COUNT));

    /** What it looks at. */
    public enum Kind {
        /** Each value of a column by itself. */
        COLUMN_MAP,
        /** All values of a column together. */
        COLUMN_AGGREGATE,
        /** The values of two columns in each row. */
        COLUMN_PAIR,
        /** The values of several columns in each row. */
        MULTI_COLUMN,
        /** The table. */
        TABLE,
        /** What a statement gives. */
        SQL
    }

    private final Kind kind;
    private final List<Kwarg> kwargs;

    ExpectationType(Kind kind, Kwarg... kwargs) {
        this.kind = kind;
        this.kwargs = List.of(kwargs);
    }

    public Kind kind() {
        return kind;
    }

    public List<Kwarg> kwargs() {
        return kwargs;
    }

    /** True where single rows are judged, and failing ones can be named. */
    public boolean judgesRows() {
        return kind == Kind.COLUMN_MAP || kind == Kind.COLUMN_PAIR || kind == Kind.MULTI_COLUMN;
    }

    /** As suites write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExpectationType> of(String code) {
        return Stream.of(values()).filter(type -> type.code().equals(code)).findFirst();
    }
}
