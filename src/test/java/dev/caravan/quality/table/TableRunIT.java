package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run as a whole: what is broken stays alone, spans of time are looked at, and nothing is changed. */
class TableRunIT {
    private static QualityDatabase database;

    @BeforeAll
    static void create() {
        database = QualityDatabase.create("table_run");
        // The shop's summer time began on 29 March 2026. Tuesday, 10 March, 12:30 UTC is 13:30 there.
        database.execute("""
                create table visits (id integer primary key, at timestamptz not null, place text, spent numeric);
                insert into visits
                select row_number() over (), at, case when n % 2 = 0 then 'web' else 'app' end, n
                from (
                    select timestamptz '2026-03-10 12:00+01' + make_interval(mins => n) - make_interval(weeks => week) as at, n
                    from generate_series(0, 3) as week
                    cross join generate_series(0, 39) as n
                ) as v;
                create table days (day date primary key, n integer);
                insert into days select date '2026-03-01' + i, i from generate_series(0, 12) as i;
                create table parts (at timestamptz not null, n integer) partition by range (at);
                create table parts_8 partition of parts for values from ('2026-03-08 23:00+00') to ('2026-03-09 23:00+00');
                create table parts_9 partition of parts for values from ('2026-03-09 23:00+00') to ('2026-03-10 23:00+00');
                insert into parts values ('2026-03-09 12:00+00', 1), ('2026-03-10 12:00+00', 2);
                create table "Odd Table" ("Sum" integer, "user" text);
                insert into "Odd Table" values (1, 'x'), (2, null);
                create schema other;
                create table other.visits (id integer);
                create table bad_numbers (id integer primary key, t text);
                insert into bad_numbers values (1, '{');
                """);
    }

    private static List<Verdict> run(String target, String... expectations) {
        return database.run(suite(target, expectations));
    }

    private static Suite suite(String target, String... expectations) {
        return QualityDatabase.suite("""
                {"name": "test", "target": %s, "expectations": [%s]}""".formatted(target, String.join(",", expectations)));
    }

    private static String notNull(String column) {
        return """
                {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "%s"}}""".formatted(column);
    }

    private static final String ROWS = """
            {"type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 0}}""";

    @Test
    void aBrokenExpectationIsRaisedAndTheOthersGoOn() {
        List<Verdict> verdicts = run("{\"table\": \"visits\"}", notNull("plaze"), """
                {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "select 1 / 0"}}""", """
                {"type": "expect_table_row_count_to_equal_other_table", "kwargs": {"other_table_name": "visit"}}""", """
                {"type": "expect_column_sum_to_be_between", "kwargs": {"column": "place", "min_value": 0}}""", """
                {"type": "expect_column_values_to_match_like_pattern", "kwargs": {"column": "place", "like_pattern": "web\\\\"}}""", notNull("place"));

        assertThat(verdicts.get(0).exception()).contains("plaze").contains("nearest name is place");
        assertThat(verdicts.get(1).exception()).contains("division by zero").contains("22012");
        assertThat(verdicts.get(1).sql()).contains("select 1 / 0");
        assertThat(verdicts.get(2).exception()).contains("no table visit").contains("nearest name is visits");
        assertThat(verdicts.get(3).exception()).contains("place").contains("text");
        assertThat(verdicts.get(4).exception()).contains("backslash");
        assertThat(verdicts.get(5).exception()).isNull();
        assertThat(verdicts.get(5).success()).isTrue();
        assertThat(verdicts.subList(0, 5))
                .allSatisfy(verdict -> assertThat(verdict.success()).isFalse());
    }

    @Test
    void aTableThatIsNotThereRaisesEachExpectation() {
        assertThat(run("{\"table\": \"visitz\"}", notNull("at"), ROWS))
                .allSatisfy(verdict -> assertThat(verdict.exception())
                        .contains("no table visitz")
                        .contains("nearest name is visits"));
    }

    @Test
    void aStatementThatTakesTooLongIsRaised() throws SQLException {
        TableEngine impatient = new TableEngine(Duration.ofMillis(50));
        Suite suite = suite("{\"table\": \"visits\"}", """
                {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "select pg_sleep(5)"}}""", ROWS);
        try (Connection connection = database.dataSource().getConnection()) {
            List<Verdict> verdicts = impatient.run(connection, suite, QualityDatabase.NOW, QualityDatabase.SHOP);
            assertThat(verdicts.get(0).exception()).contains("57014");
            assertThat(verdicts.get(1).success()).isTrue();
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aRunCanChangeNothing() {
        Verdict verdict = run("{\"table\": \"visits\"}", """
                {"type": "unexpected_rows_expectation",
                 "kwargs": {"unexpected_rows_query": "with gone as (delete from visits returning id) select id from gone"}}""").get(0);
        assertThat(verdict.exception()).isNotNull();
        assertThat(run("{\"table\": \"visits\"}", ROWS).get(0).observed()).isEqualTo(BigDecimal.valueOf(160));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    visits        | at  | today          |               | 40
                    visits        | at  | last_6_days    |               | 0
                    visits        | at  | last_7_days    |               | 40
                    visits        | at  | last_60_minutes |              | 10
                    visits        | at  | today          | place = 'web' | 20
                    days          | day | yesterday      |               | 1
                    days          | day | today          |               | 1
                    days          | day | last_3_days    |               | 3
                    days          | day | last_24_hours  |               | 1
                    public.visits | at  | today          |               | 40
                    other.visits  |     |                |               | 0""")
    void theRowsOfASpanOfTimeAreLookedAt(String table, String column, String span, String condition, long rows) {
        String partition =
                span == null ? "" : ", \"partition\": {\"column\": \"%s\", \"span\": \"%s\"}".formatted(column, span);
        String rowCondition = condition == null ? "" : ", \"row_condition\": \"" + condition + "\"";
        Verdict verdict = run("{\"table\": \"" + table + "\"" + partition + rowCondition + "}", ROWS)
                .get(0);

        assertThat(verdict.observed()).as("%s", verdict).isEqualTo(BigDecimal.valueOf(rows));
    }

    @Test
    void partitionsOfOtherDaysAreNotRead() throws SQLException {
        Verdict verdict = run(
                        "{\"table\": \"parts\", \"partition\": {\"column\": \"at\", \"span\": \"yesterday\"}}", ROWS)
                .get(0);
        assertThat(verdict.observed()).isEqualTo(BigDecimal.ONE);
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain " + verdict.sql())) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        assertThat(plan.toString()).contains("parts_8").doesNotContain("parts_9");
    }

    @Test
    void oddNamesOfTableAndColumnsAreQuoted() {
        List<Verdict> verdicts = run(
                "{\"table\": \"Odd Table\", \"row_condition\": \"\\\"user\\\" = 'x' or Sum = 2\"}",
                notNull("user"),
                """
                        {"type": "expect_column_sum_to_be_between", "kwargs": {"column": "Sum", "min_value": 3, "max_value": 3}}""");
        assertThat(verdicts.get(0).exception()).isNull();
        assertThat(Objects.requireNonNull(verdicts.get(0).counts()).unexpected())
                .isEqualTo(1);
        assertThat(verdicts.get(1).success()).isTrue();
    }

    @Test
    void unexpectedValuesAreShownWithHowOftenTheyCame() {
        Verdict verdict = run("{\"table\": \"visits\"}", """
                {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "spent", "value_set": []},
                 "row_condition": "spent < 2 or id < 6"}""").get(0);
        Verdict.Counts counts = Objects.requireNonNull(verdict.counts());

        assertThat(counts.partialUnexpected()).hasSizeLessThanOrEqualTo(20);
        assertThat(counts.partialUnexpectedCounts().stream()
                        .mapToLong(Verdict.ValueCount::count)
                        .sum())
                .isEqualTo(counts.unexpected());
        assertThat(counts.partialUnexpectedCounts().get(0).count()).isEqualTo(4);
    }

    @Test
    void manyUnexpectedValuesAreCountedByTheDatabase() {
        database.execute("create table many as select i % 30 as v, i % 2 as w from generate_series(1, 12000) as i");
        Verdict verdict = run("{\"table\": \"many\"}", """
                {"type": "expect_column_values_to_be_between", "kwargs": {"column": "v", "min_value": 100}}""").get(0);
        Verdict.Counts counts = Objects.requireNonNull(verdict.counts());

        assertThat(counts.unexpected()).isEqualTo(12_000);
        assertThat(counts.partialUnexpected()).hasSize(20);
        assertThat(counts.partialUnexpectedCounts())
                .hasSize(20)
                .allSatisfy(one -> assertThat(one.count()).isEqualTo(400));
        assertThat(counts.partialUnexpectedCounts().get(0).value()).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        // the hour, rows of it, median of the weeks before, met
        "2026-03-10T12:30:00Z, 40, 40, true",
        "2026-03-17T12:30:00Z, 0, 40, false",
        "2026-03-10T11:30:00Z, 0, , true",
        "2026-02-17T12:30:00Z, 40, , true"
    })
    void theLastFullHourIsComparedWithThatOfPastWeeks(Instant now, long rows, BigDecimal median, boolean met) {
        Verdict verdict =
                database.run(suite("{\"table\": \"visits\"}", """
                {"type": "expect_table_row_count_to_match_past_weeks", "kwargs": {"column": "at"}}"""), now).get(0);

        assertThat(verdict.exception()).isNull();
        assertThat(verdict.observed()).isEqualTo(BigDecimal.valueOf(rows));
        assertThat(verdict.details().get("median")).isEqualTo(median);
        assertThat(verdict.success()).isEqualTo(met);
    }

    @Test
    void aDistributionIsComparedWithThatOfTheDaysBefore() {
        String ofPlaces = """
                {"type": "expect_column_psi_to_be_less_than",
                 "kwargs": {"column": "place", "threshold": 0.01, "time_column": "at", "baseline_days": 21}%s}""";
        String ofAmounts = """
                {"type": "expect_column_psi_to_be_less_than",
                 "kwargs": {"column": "spent", "threshold": 0.2, "time_column": "at", "baseline_days": 21, "bins": 4}}""";
        String today = "{\"table\": \"visits\", \"partition\": {\"column\": \"at\", \"span\": \"today\"}%s}";
        List<Verdict> alike = run(today.formatted(""), ofPlaces.formatted(""), ofAmounts);

        assertThat(alike.get(0).observed()).isEqualTo(BigDecimal.ZERO);
        assertThat(alike.get(1).observed()).isEqualTo(BigDecimal.ZERO);
        database.execute(
                "create table shifted as select id, at, case when at > '2026-03-10' then 'app' else place end as place,"
                        + " case when at > '2026-03-10' then spent + 20 else spent end as spent from visits");
        List<Verdict> shifted =
                run(today.formatted("").replace("visits", "shifted"), ofPlaces.formatted(""), ofAmounts);
        assertThat(shifted).allSatisfy(verdict -> {
            assertThat(verdict.exception()).isNull();
            assertThat(verdict.success()).as("%s", verdict.observed()).isFalse();
        });
        assertThat(run(today.formatted(", \"row_condition\": \"id < 0\""), ofAmounts)
                        .get(0)
                        .details())
                .isEqualTo(Map.of("why", "the days before have no value"));
    }

    @Test
    void aSuiteAboutTheStreamIsRefused() throws SQLException {
        Suite suite = QualityDatabase.suite("""
                {"name": "test", "target": {"stream": {}}, "expectations": [%s]}""".formatted(ROWS));
        try (Connection connection = database.dataSource().getConnection()) {
            assertThatThrownBy(() ->
                            QualityDatabase.ENGINE.run(connection, suite, QualityDatabase.NOW, QualityDatabase.SHOP))
                    .hasMessageContaining("table");
        }
    }
}
