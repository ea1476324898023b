package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation on a table whose verdict is written beside it: {@code elements missing unexpected} of those about rows, what was observed of
 * the others, and whether it is met.
 */
class TableEngineIT {
    private static QualityDatabase database;

    @BeforeAll
    static void create() {
        database = QualityDatabase.create("table_engine");
        database.execute("""
                create table things (
                    id integer primary key, n numeric, i integer, d double precision, t text, b boolean,
                    at timestamptz, day date, u uuid, j jsonb, "odd ""name"" x" text, other text, m numeric
                );
                insert into things values
                (1, 1.0, 10, 0.1, 'apple', true,  '2026-03-01 00:00+01', '2026-03-01', '00000000-0000-0000-0000-000000000001', '{"a": 1}', 'it''s', 'apple', 1),
                (2, 2,   20, 0.2, 'Apple', false, '2026-03-01 12:00+01', '2026-03-02', '00000000-0000-0000-0000-000000000002', '{"a": "x"}', 'b\\c', null, 3),
                (3, 2.0, 20, 'NaN', 'pear', true, '2026-03-02 00:00+01', null, null, null, null, 'pear', 2),
                (4, null, null, null, null, null, null, '2026-03-04', null, '[]', '"', null, null),
                (5, 5,   50, 0.5, '\ud83c\udf75x', true, '2026-03-05 00:00+01', '2026-03-05', null, '7', 'ö', 'fig', 5);
                create table nothing (id integer primary key, n numeric, t text, at timestamptz, d double precision);
                create table blank (id integer primary key, n numeric, t text, at timestamptz, d double precision);
                insert into blank (id) values (1), (2), (3);
                create table numbers (id integer primary key, x numeric, y double precision, z bigint, same integer);
                insert into numbers select i, i, i / 10.0, i * 1000000000::bigint, 7 from generate_series(1, 10) as i;
                create table texts (id integer primary key, v text);
                insert into texts values (1, '2026-03-01'), (2, '2026-02-30'), (3, '{"a": 1}'), (4, '{a: 1}'), (5, '10%'), (6, ''), (7, null);
                create table walk (id integer primary key, x integer, place integer, y double precision);
                insert into walk values (1, 1, 4, 1), (2, 2, 3, 'NaN'), (3, 2, 2, 3), (4, null, 9, null), (5, 1, 1, 4);
                create table pairs (id integer primary key, a integer, b numeric, c text, d date, e timestamptz);
                insert into pairs values
                (1, 1, 1.0, '1', '2026-03-01', '2026-03-01 00:00+01'),
                (2, 2, 1, 'x', '2026-03-02', '2026-03-01 00:00+01'),
                (3, null, 1, null, null, null),
                (4, null, null, null, null, '2026-03-01 00:00+01'),
                (5, 1, 2, 'y', '2026-03-01', '2026-03-02 00:00+01');
                create table ties (v text);
                insert into ties values ('a'), ('a'), ('b'), ('b'), ('c'), (null), (null), (null);
                """);
    }

    private static Verdict verdict(String table, String type, String kwargs, String rowCondition) {
        Suite suite = QualityDatabase.suite("""
                {"name": "test", "target": {"table": "%s"}, "expectations": [{"type": "%s", "kwargs": %s%s}]}""".formatted(
                table,
                type,
                kwargs,
                rowCondition == null ? "" : ", \"row_condition\": \"" + rowCondition.replace("\"", "\\\"") + "\""));
        return database.run(suite).get(0);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    things  | expect_column_values_to_not_be_null | {"column": "n"} |                            | 5 0 1 | false
                    things  | expect_column_values_to_not_be_null | {"column": "n", "mostly": 0.8} |             | 5 0 1 | true
                    things  | expect_column_values_to_not_be_null | {"column": "n", "mostly": 0.81} |            | 5 0 1 | false
                    things  | expect_column_values_to_not_be_null | {"column": "n"} | t = 'pear'                 | 1 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "t"} | t <> 'pear'                | 3 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "t"} | not (t = 'pear')           | 3 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "n"} | id < 3 or b is null        | 3 0 1 | false
                    things  | expect_column_values_to_not_be_null | {"column": "n"} | at >= '2026-03-02'         | 2 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "n"} | n in (1, 5) and b = true   | 2 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "n"} | t > 5                      | 0 0 0 | true
                    things  | expect_column_values_to_not_be_null | {"column": "odd \\"name\\" x"} |               | 5 0 1 | false
                    nothing | expect_column_values_to_not_be_null | {"column": "n"} |                            | 0 0 0 | true
                    blank   | expect_column_values_to_not_be_null | {"column": "n"} |                            | 3 0 3 | false
                    blank   | expect_column_values_to_be_null     | {"column": "n"} |                            | 3 0 0 | true
                    things  | expect_column_values_to_be_null     | {"column": "u", "mostly": 0.6} |             | 5 0 2 | true
                    things  | expect_column_values_to_be_unique   | {"column": "n"} |                            | 5 1 2 | false
                    things  | expect_column_values_to_be_unique   | {"column": "t"} |                            | 5 1 0 | true
                    things  | expect_column_values_to_be_unique   | {"column": "n", "mostly": 0.5} |             | 5 1 2 | true
                    things  | expect_column_values_to_be_unique   | {"column": "b"} | b = false                  | 1 0 0 | true
                    things  | expect_column_values_to_be_unique   | {"column": "j"} |                            | 5 1 0 | true
                    nothing | expect_column_values_to_be_unique   | {"column": "n"} |                            | 0 0 0 | true
                    blank   | expect_column_values_to_be_unique   | {"column": "n"} |                            | 3 3 0 | true
                    things  | expect_column_values_to_be_in_set   | {"column": "n", "value_set": [1, 2]} |       | 5 1 1 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "n", "value_set": ["1", "2"]} |   | 5 1 4 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "n", "value_set": ["1", 1, 2, 5]} | | 5 1 0 | true
                    things  | expect_column_values_to_be_in_set   | {"column": "t", "value_set": ["apple", 1]} | | 5 1 3 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "odd \\"name\\" x", "value_set": ["it's", "b\\\\c", "\\"", "ö"]} | | 5 1 0 | true
                    things  | expect_column_values_to_be_in_set   | {"column": "b", "value_set": [true]} |       | 5 1 1 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "at", "value_set": ["2026-03-01", "2026-03-01T11:00:00Z"]} | | 5 1 2 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "day", "value_set": ["2026-03-01", "soon"]} | | 5 1 3 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "d", "value_set": [0.1, 0.2, 0.5]} | | 5 1 1 | false
                    things  | expect_column_values_to_be_in_set   | {"column": "u", "value_set": ["00000000-0000-0000-0000-000000000001"]} | | 5 3 1 | false
                    things  | expect_column_values_to_not_be_in_set | {"column": "n", "value_set": [2, "5"]} |   | 5 1 2 | false
                    things  | expect_column_values_to_not_be_in_set | {"column": "d", "value_set": [0.1]} |      | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "n", "min_value": 1, "max_value": 2} | | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "n", "min_value": 1, "max_value": 5, "strict_min": true} | | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "n", "min_value": 1, "max_value": 5, "strict_max": true} | | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "n", "min_value": 2} |            | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "d", "min_value": 0} |            | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "d", "max_value": 0.2} |          | 5 1 2 | false
                    things  | expect_column_values_to_be_between  | {"column": "t", "min_value": 0} |            | 5 1 4 | false
                    things  | expect_column_values_to_be_between  | {"column": "at", "min_value": "2026-03-02"} | | 5 1 2 | false
                    things  | expect_column_values_to_be_between  | {"column": "at", "max_value": "2026-03-01T12:00", "strict_max": true} | | 5 1 3 | false
                    things  | expect_column_values_to_be_between  | {"column": "day", "min_value": "2026-03-02T00:00+01:00"} | | 5 1 1 | false
                    things  | expect_column_values_to_be_between  | {"column": "day", "min_value": "2026-03-02T00:00:01"} | | 5 1 2 | false
                    walk    | expect_column_values_to_be_increasing | {"column": "x"} |                          | 5 1 1 | false
                    walk    | expect_column_values_to_be_increasing | {"column": "x", "strictly": true} |        | 5 1 2 | false
                    walk    | expect_column_values_to_be_increasing | {"column": "x", "order_by": ["place"]} |   | 5 1 1 | false
                    walk    | expect_column_values_to_be_increasing | {"column": "y"} |                          | 5 1 2 | false
                    walk    | expect_column_values_to_be_decreasing | {"column": "place"} | id <> 4              | 4 0 0 | true
                    walk    | expect_column_values_to_be_decreasing | {"column": "x", "order_by": ["place"]} | x > 1 | 2 0 0 | true
                    nothing | expect_column_values_to_be_increasing | {"column": "n"} |                          | 0 0 0 | true
                    things  | expect_column_values_to_match_regex | {"column": "t", "regex": "^[a-z]+$"} |       | 5 1 2 | false
                    things  | expect_column_values_to_match_regex | {"column": "t", "regex": "pp"} |             | 5 1 2 | false
                    things  | expect_column_values_to_match_regex | {"column": "n", "regex": "^[0-9](\\\\.0)?$"} | | 5 1 0 | true
                    things  | expect_column_values_to_match_regex | {"column": "at", "regex": "^2026-03-01T11:00:00Z$"} | | 5 1 3 | false
                    things  | expect_column_values_to_not_match_regex | {"column": "t", "regex": "(?i)APPLE"} |  | 5 1 2 | false
                    things  | expect_column_values_to_match_regex_list | {"column": "t", "regex_list": ["^a", "r$"]} | | 5 1 2 | false
                    things  | expect_column_values_to_match_regex_list | {"column": "t", "regex_list": ["^a", "e$"], "match_on": "all"} | | 5 1 3 | false
                    things  | expect_column_values_to_not_match_regex_list | {"column": "t", "regex_list": ["^a", "r$"]} | | 5 1 2 | false
                    things  | expect_column_values_to_match_like_pattern | {"column": "t", "like_pattern": "_pple"} | | 5 1 2 | false
                    things  | expect_column_values_to_not_match_like_pattern | {"column": "t", "like_pattern": "A%"} | | 5 1 1 | false
                    texts   | expect_column_values_to_match_like_pattern | {"column": "v", "like_pattern": "%\\\\%"} | | 7 1 5 | false
                    things  | expect_column_values_to_match_like_pattern_list | {"column": "t", "like_pattern_list": ["a%", "p%"]} | | 5 1 2 | false
                    things  | expect_column_values_to_match_like_pattern_list | {"column": "t", "like_pattern_list": ["a%", "%e"], "match_on": "all"} | | 5 1 3 | false
                    things  | expect_column_values_to_not_match_like_pattern_list | {"column": "t", "like_pattern_list": ["a%", "p%"]} | | 5 1 2 | false
                    texts   | expect_column_values_to_match_strftime_format | {"column": "v", "strftime_format": "%Y-%m-%d"} | | 7 1 5 | false
                    texts   | expect_column_values_to_be_dateutil_parseable | {"column": "v"} |                  | 7 1 5 | false
                    things  | expect_column_values_to_be_dateutil_parseable | {"column": "at"} |                 | 5 1 0 | true
                    texts   | expect_column_values_to_be_json_parseable | {"column": "v"} |                      | 7 1 5 | false
                    things  | expect_column_values_to_be_json_parseable | {"column": "j"} |                      | 5 1 0 | true
                    things  | expect_column_values_to_match_json_schema | {"column": "j", "json_schema": {"type": "object", "properties": {"a": {"type": "integer"}}}} | | 5 1 3 | false
                    texts   | expect_column_values_to_match_json_schema | {"column": "v", "json_schema": "{\\"type\\": \\"object\\"}", "mostly": 0.1} | | 7 1 5 | true
                    things  | expect_column_value_lengths_to_be_between | {"column": "t", "min_value": 3, "max_value": 5} | | 5 1 1 | false
                    things  | expect_column_value_lengths_to_be_between | {"column": "t", "min_value": 4, "max_value": 5, "strict_min": true, "strict_max": true} | | 5 1 4 | false
                    things  | expect_column_value_lengths_to_equal | {"column": "t", "value": 2} | id = 5          | 1 0 0 | true
                    numbers | expect_column_value_z_scores_to_be_less_than | {"column": "x", "threshold": 1.4, "double_sided": true} | | 10 0 2 | false
                    numbers | expect_column_value_z_scores_to_be_less_than | {"column": "x", "threshold": 1.4, "double_sided": false} | | 10 0 1 | false
                    numbers | expect_column_value_z_scores_to_be_less_than | {"column": "same", "threshold": 0, "double_sided": true} | | 10 0 0 | true
                    blank   | expect_column_value_z_scores_to_be_less_than | {"column": "n", "threshold": 1, "double_sided": true} | | 3 3 0 | true
                    things  | expect_column_value_z_scores_to_be_less_than | {"column": "d", "threshold": 1, "double_sided": true} | | 5 1 4 | false
                    pairs   | expect_column_pair_values_to_be_equal | {"column_A": "a", "column_B": "b"} |       | 4 0 3 | false
                    pairs   | expect_column_pair_values_to_be_equal | {"column_A": "a", "column_B": "b", "ignore_row_if": "either_value_is_missing"} | | 3 0 2 | false
                    pairs   | expect_column_pair_values_to_be_equal | {"column_A": "a", "column_B": "b", "ignore_row_if": "neither"} | | 5 0 4 | false
                    pairs   | expect_column_pair_values_to_be_equal | {"column_A": "a", "column_B": "c"} |       | 3 0 3 | false
                    pairs   | expect_column_pair_values_to_be_equal | {"column_A": "d", "column_B": "e"} |       | 4 0 3 | false
                    pairs   | expect_column_pair_values_a_to_be_greater_than_b | {"column_A": "a", "column_B": "b"} | | 4 0 3 | false
                    pairs   | expect_column_pair_values_a_to_be_greater_than_b | {"column_A": "a", "column_B": "b", "or_equal": true} | | 4 0 2 | false
                    pairs   | expect_column_pair_values_a_to_be_greater_than_b | {"column_A": "d", "column_B": "e"} | | 4 0 3 | false
                    pairs   | expect_column_pair_values_to_be_in_set | {"column_A": "a", "column_B": "b", "value_pairs_set": [[1, 1], [null, 1], [2, "1"]]} | | 4 0 2 | false
                    pairs   | expect_compound_columns_to_be_unique | {"column_list": ["c", "a"]} |               | 3 0 0 | true
                    pairs   | expect_compound_columns_to_be_unique | {"column_list": ["c", "a"], "ignore_row_if": "never"} | | 5 0 2 | false
                    things  | expect_compound_columns_to_be_unique | {"column_list": ["n", "i"]} |               | 4 0 2 | false
                    things  | expect_compound_columns_to_be_unique | {"column_list": ["n", "i"], "ignore_row_if": "any_value_is_missing", "mostly": 0.5} | | 4 0 2 | true
                    things  | expect_select_column_values_to_be_unique_within_record | {"column_list": ["n", "m", "i"]} | | 4 0 3 | false
                    things  | expect_select_column_values_to_be_unique_within_record | {"column_list": ["n", "m", "i"], "ignore_row_if": "never"} | | 5 0 4 | false
                    things  | expect_select_column_values_to_be_unique_within_record | {"column_list": ["n", "t"]} | | 4 0 0 | true
                    things  | expect_multicolumn_sum_to_equal | {"column_list": ["n", "m"], "sum_total": 5} |    | 4 0 3 | false
                    things  | expect_multicolumn_sum_to_equal | {"column_list": ["n", "t"], "sum_total": 5} |    | 4 0 4 | false
                    nothing | expect_multicolumn_sum_to_equal | {"column_list": ["n", "id"], "sum_total": 5} |   | 0 0 0 | true
                    """)
    void rowsAreCounted(String table, String type, String kwargs, String rowCondition, String counts, boolean success) {
        Verdict verdict = verdict(table, type, kwargs, rowCondition);

        assertThat(verdict.exception()).as("%s", verdict).isNull();
        Verdict.Counts found = Objects.requireNonNull(verdict.counts());
        assertThat(found.elements() + " " + found.missing() + " " + found.unexpected())
                .as("%s", verdict.sql())
                .isEqualTo(counts);
        assertThat(verdict.success()).isEqualTo(success);
        assertThat(rows(Objects.requireNonNull(verdict.sql()))).isPositive();
        if (found.unexpected() > 0) {
            assertThat(rows(Objects.requireNonNull(verdict.failingRowsSql()))).isEqualTo(found.unexpected());
        } else {
            assertThat(verdict.failingRowsSql()).isNull();
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    things  | expect_column_values_to_be_of_type | {"column": "n", "type_": "DECIMAL"} |          | numeric | true
                    things  | expect_column_values_to_be_of_type | {"column": "i", "type_": "BIGINT"} |           | integer | false
                    things  | expect_column_values_to_be_in_type_list | {"column": "at", "type_list": ["TEXT", "datetime"]} | | timestamp with time zone | true
                    things  | expect_column_min_to_be_between | {"column": "n", "min_value": 1, "max_value": 1} | | 1 | true
                    things  | expect_column_min_to_be_between | {"column": "n", "min_value": 1, "strict_min": true} | | 1 | false
                    things  | expect_column_min_to_be_between | {"column": "n", "min_value": 2} | id > 1          | 2 | true
                    things  | expect_column_min_to_be_between | {"column": "d", "min_value": 0} |                 | NaN | false
                    things  | expect_column_max_to_be_between | {"column": "d", "max_value": 0.5} | id <> 3       | 0.5 | true
                    things  | expect_column_max_to_be_between | {"column": "at", "max_value": "2026-03-05"} |     | 2026-03-04T23:00:00Z | true
                    things  | expect_column_max_to_be_between | {"column": "day", "max_value": "2026-03-05", "strict_max": true} | | 2026-03-05 | false
                    things  | expect_column_max_to_be_between | {"column": "t", "max_value": 5} | id < 3          | apple | false
                    nothing | expect_column_max_to_be_between | {"column": "n", "max_value": 5} |                 | null | true
                    blank   | expect_column_min_to_be_between | {"column": "at", "min_value": "2026-03-05"} |     | null | true
                    things  | expect_column_mean_to_be_between | {"column": "n", "min_value": 2.5, "max_value": 2.5} | | 2.5 | true
                    numbers | expect_column_mean_to_be_between | {"column": "y", "min_value": 0.55, "max_value": 0.55} | | 0.55 | true
                    numbers | expect_column_mean_to_be_between | {"column": "x", "min_value": 0} | id < 4 and id <> 2 or id = 7 | 3.6666666667 | true
                    things  | expect_column_mean_to_be_between | {"column": "d", "min_value": 0} |                | NaN | false
                    blank   | expect_column_mean_to_be_between | {"column": "n", "min_value": 0} |                | null | true
                    numbers | expect_column_median_to_be_between | {"column": "x", "min_value": 5.5, "max_value": 5.5} | | 5.5 | true
                    numbers | expect_column_median_to_be_between | {"column": "x", "max_value": 5} | id < 10      | 5 | true
                    numbers | expect_column_median_to_be_between | {"column": "y", "max_value": 0.55} |           | 0.55 | true
                    things  | expect_column_median_to_be_between | {"column": "d", "max_value": 1} |              | NaN | false
                    nothing | expect_column_median_to_be_between | {"column": "n", "max_value": 1} |              | null | true
                    numbers | expect_column_stdev_to_be_between | {"column": "x", "min_value": 3.0276503541, "max_value": 3.0276503541} | | 3.0276503541 | true
                    numbers | expect_column_stdev_to_be_between | {"column": "z", "min_value": 1} |               | 3027650354.0974916654 | true
                    numbers | expect_column_stdev_to_be_between | {"column": "x", "min_value": 1} | id = 1        | null | true
                    numbers | expect_column_sum_to_be_between | {"column": "x", "min_value": 55, "max_value": 55} | | 55 | true
                    numbers | expect_column_sum_to_be_between | {"column": "y", "min_value": 5.5, "max_value": 5.5} | | 5.5 | true
                    nothing | expect_column_sum_to_be_between | {"column": "n", "min_value": 1} |                 | null | true
                    things  | expect_column_unique_value_count_to_be_between | {"column": "n", "min_value": 3, "max_value": 3} | | 3 | true
                    things  | expect_column_unique_value_count_to_be_between | {"column": "d", "max_value": 3} |  | 4 | false
                    nothing | expect_column_unique_value_count_to_be_between | {"column": "n", "min_value": 1} |  | 0 | false
                    things  | expect_column_proportion_of_unique_values_to_be_between | {"column": "n", "min_value": 0.75} | | 0.75 | true
                    blank   | expect_column_proportion_of_unique_values_to_be_between | {"column": "n", "min_value": 0.75} | | null | true
                    things  | expect_column_proportion_of_non_null_values_to_be_between | {"column": "n", "min_value": 0.8, "strict_min": true} | | 0.8 | false
                    nothing | expect_column_proportion_of_non_null_values_to_be_between | {"column": "n", "min_value": 0.8} | | null | true
                    numbers | expect_column_quantile_values_to_be_between | {"column": "x", "quantile_ranges": {"quantiles": [0.1, 0.5, 1], "value_ranges": [[1, 1], [null, 5], [10, null]]}} | | {quantiles=[0.1, 0.5, 1], values=[1, 5, 10]} | true
                    numbers | expect_column_quantile_values_to_be_between | {"column": "y", "quantile_ranges": {"quantiles": [0.5], "value_ranges": [[0.6, null]]}} | | {quantiles=[0.5], values=[0.5]} | false
                    blank   | expect_column_quantile_values_to_be_between | {"column": "n", "quantile_ranges": {"quantiles": [0.5], "value_ranges": [[0, null]]}} | | null | true
                    things  | expect_column_distinct_values_to_be_in_set | {"column": "n", "value_set": [1, 2, 5, 7]} | | [1, 2, 5] | true
                    things  | expect_column_distinct_values_to_be_in_set | {"column": "t", "value_set": ["apple"]} | id < 4 | [Apple, apple, pear] | false
                    things  | expect_column_distinct_values_to_contain_set | {"column": "day", "value_set": ["2026-03-01"]} | | [2026-03-01, 2026-03-02, 2026-03-04, 2026-03-05] | true
                    things  | expect_column_distinct_values_to_contain_set | {"column": "n", "value_set": ["1"]} | | [1, 2, 5] | false
                    things  | expect_column_distinct_values_to_equal_set | {"column": "b", "value_set": [true, false]} | | [false, true] | true
                    things  | expect_column_distinct_values_to_equal_set | {"column": "n", "value_set": [1, 2]} | | [1, 2, 5] | false
                    blank   | expect_column_distinct_values_to_equal_set | {"column": "n", "value_set": [1]} |    | [] | false
                    ties    | expect_column_most_common_value_to_be_in_set | {"column": "v", "value_set": ["a"]} | | [a, b] | false
                    ties    | expect_column_most_common_value_to_be_in_set | {"column": "v", "value_set": ["a"], "ties_okay": true} | | [a, b] | true
                    ties    | expect_column_most_common_value_to_be_in_set | {"column": "v", "value_set": ["a", "b"]} | | [a, b] | true
                    blank   | expect_column_most_common_value_to_be_in_set | {"column": "t", "value_set": ["a"]} | | null | true
                    ties    | expect_column_kl_divergence_to_be_less_than | {"column": "v", "threshold": 0, "partition_object": {"values": ["a", "b", "c"], "weights": [0.4, 0.4, 0.2]}} | | 0 | true
                    ties    | expect_column_kl_divergence_to_be_less_than | {"column": "v", "threshold": 9, "partition_object": {"values": ["a", "b"], "weights": [1, 1]}} | | Infinity | false
                    numbers | expect_column_kl_divergence_to_be_less_than | {"column": "x", "threshold": 0, "partition_object": {"bins": [1, 6, 10], "weights": [0.5, 0.5]}} | | 0 | true
                    numbers | expect_column_kl_divergence_to_be_less_than | {"column": "y", "threshold": 9, "partition_object": {"bins": [0.2, 1], "weights": [1]}} | | Infinity | false
                    numbers | expect_column_kl_divergence_to_be_less_than | {"column": "y", "threshold": 0, "partition_object": {"bins": [0.2, 1], "weights": [0.9], "tail_weights": [0.1, 0]}} | | 0 | true
                    ties    | expect_column_psi_to_be_less_than | {"column": "v", "threshold": 0.1, "partition_object": {"values": ["a", "b", "c"], "weights": [2, 2, 1]}} | | 0 | true
                    blank   | expect_column_psi_to_be_less_than | {"column": "t", "threshold": 0.1, "partition_object": {"values": ["a"], "weights": [1]}} | | null | true
                    things  | expect_table_row_count_to_be_between | {"min_value": 5, "max_value": 5} |           | 5 | true
                    things  | expect_table_row_count_to_be_between | {"min_value": 3} | b = true                  | 3 | true
                    nothing | expect_table_row_count_to_be_between | {"min_value": 1} |                           | 0 | false
                    things  | expect_table_row_count_to_equal | {"value": 4} |                                    | 5 | false
                    things  | expect_table_row_count_to_equal_other_table | {"other_table_name": "pairs"} |       | {self=5, other=5} | true
                    things  | expect_table_row_count_to_equal_other_table | {"other_table_name": "public.blank"} | | {self=5, other=3} | false
                    nothing | expect_table_column_count_to_be_between | {"min_value": 5} |                        | 5 | true
                    nothing | expect_table_column_count_to_equal | {"value": 4} |                                 | 5 | false
                    ties    | expect_table_columns_to_match_set | {"column_set": ["v"]} |                         | [v] | true
                    nothing | expect_table_columns_to_match_set | {"column_set": ["id", "n"], "exact_match": false} | | [id, n, t, at, d] | true
                    nothing | expect_table_columns_to_match_set | {"column_set": ["id", "n"]} |                   | [id, n, t, at, d] | false
                    nothing | expect_table_columns_to_match_ordered_list | {"column_list": ["n", "id", "t", "at", "d"]} | | [id, n, t, at, d] | false
                    nothing | expect_column_to_exist | {"column": "n", "column_index": 1} |                       | 1 | true
                    nothing | expect_column_to_exist | {"column": "N"} |                                          | null | false
                    things  | unexpected_rows_expectation | {"unexpected_rows_query": "select id from {batch} where n > 2;"} | | 1 | false
                    things  | unexpected_rows_expectation | {"unexpected_rows_query": "select id from {batch} where at > {now}"} | | 0 | true
                    things  | expect_column_max_age_to_be_less_than | {"column": "at", "max_age": "P6D"} |        | 480600 | true
                    things  | expect_column_max_age_to_be_less_than | {"column": "at", "max_age": "PT480600S"} |  | 480600 | false
                    things  | expect_column_max_age_to_be_less_than | {"column": "day", "max_age": "P6D"} |       | 480600 | true
                    blank   | expect_column_max_age_to_be_less_than | {"column": "at", "max_age": "P6D"} |        | null | false
                    numbers | expect_column_sum_to_equal_other_table_sum | {"column": "x", "other_table_name": "numbers", "other_column": "y"} | | {self=55, other=5.5} | false
                    numbers | expect_column_sum_to_equal_other_table_sum | {"column": "x", "other_table_name": "numbers", "other_column": "y", "tolerance": 49.5} | | {self=55, other=5.5} | true
                    pairs   | expect_column_sum_to_equal_other_table_sum | {"column": "a", "other_table_name": "things", "other_column": "m", "group_by": "id"} | | 3 | false
                    pairs   | expect_column_sum_to_equal_other_table_sum | {"column": "a", "other_table_name": "things", "other_column": "m", "group_by": "id"} | id = 1 | 0 | true
                    """)
    void somethingIsObserved(
            String table, String type, String kwargs, String rowCondition, String observed, boolean success) {
        Verdict verdict = verdict(table, type, kwargs, rowCondition);

        assertThat(verdict.exception()).as("%s", verdict).isNull();
        assertThat(String.valueOf(verdict.observed())).as("%s", verdict.sql()).isEqualTo(observed);
        assertThat(verdict.success()).isEqualTo(success);
        if (verdict.sql() != null) {
            assertThat(rows(verdict.sql())).isNotNegative();
        }
    }

    /** How many rows a statement gives, which has to run as it stands. */
    private static long rows(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            long rows = 0;
            while (row.next()) {
                rows++;
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
