package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteReaderTest {

    private static Suite read(String file, String text) {
        try {
            return SuiteReader.read(file, text);
        } catch (SuiteMistakesException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static String mistakesIn(String text) {
        return String.valueOf(catchThrowableOfType(
                        SuiteMistakesException.class, () -> SuiteReader.read("quality/suites/a.yaml", text))
                .getMessage());
    }

    @Test
    void aSuiteOfOursIsReadWithTargetConditionAndSeverity() {
        Suite suite = read("orders.yaml", """
                name: orders of yesterday
                target:
                  table: orders
                  row_condition: currency = 'EUR'
                  partition: {column: ordered_at, span: yesterday}
                  key: [order_id]
                expectations:
                  - type: expect_column_values_to_be_between
                    kwargs: {column: amount, min_value: 0.10, max_value: 10000, mostly: 0.99}
                    row_condition: amount is not null
                    severity: warning
                    meta: {notes: prices of the catalogue}
                """);
        Target.Table target = (Target.Table) suite.target();
        assertThat(suite.name()).isEqualTo("orders of yesterday");
        assertThat(target.table()).isEqualTo("orders");
        assertThat(target.key()).containsExactly("order_id");
        assertThat(target.rowCondition())
                .isEqualTo(new RowCondition.Compare("currency", RowCondition.Operator.EQUAL, "EUR"));
        Expectation expectation = suite.expectations().get(0);
        assertThat(expectation.type()).isEqualTo(ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN);
        assertThat(expectation.decimal("min_value")).isEqualTo(new BigDecimal("0.10"));
        assertThat(expectation.mostly()).isEqualTo(new BigDecimal("0.99"));
        assertThat(expectation.severity()).isEqualTo(Severity.WARNING);
        assertThat(expectation.rowCondition()).isEqualTo(new RowCondition.Not(new RowCondition.IsNull("amount")));
        assertThat(expectation.meta()).isEqualTo(Map.of("notes", "prices of the catalogue"));
        assertThat(expectation.line()).isEqualTo(8);
    }

    @Test
    void aSuiteExportedByGreatExpectationsIsReadAsItIs() {
        Suite suite = read("events.json", """
                {
                  "name": "events_suite",
                  "id": "a2b7e1a4-0000-4000-8000-000000000001",
                  "expectations": [
                    {
                      "type": "expect_column_values_to_not_be_null",
                      "kwargs": {"batch_id": "pg-events", "column": "event_id", "result_format": {"result_format": "BASIC"}},
                      "meta": {}, "id": "7f6f0f2e-0000-4000-8000-000000000002", "severity": "critical"
                    },
                    {
                      "type": "expect_column_values_to_be_between",
                      "kwargs": {"column": "price", "min_value": 0, "max_value": null, "strict_min": false,
                        "row_condition": "col(\\"price\\").notNull()", "condition_parser": "great_expectations"},
                      "meta": {}, "notes": null
                    }
                  ],
                  "meta": {"great_expectations_version": "1.5.1"}, "notes": null
                }
                """);
        assertThat(suite.target()).isEqualTo(new Target.Table("events", null, null, List.of()));
        assertThat(suite.expectations()).hasSize(2);
        assertThat(suite.expectations().get(0).id()).isEqualTo("7f6f0f2e-0000-4000-8000-000000000002");
        assertThat(suite.expectations().get(0).kwargs()).isEqualTo(Map.of("column", "event_id"));
        assertThat(suite.expectations().get(1).rowCondition())
                .isEqualTo(new RowCondition.Not(new RowCondition.IsNull("price")));
    }

    @Test
    void theOldFormOfGreatExpectationsIsReadToo() {
        Suite suite = read("stream.json", """
                {"expectation_suite_name": "old", "data_asset_type": "Dataset", "expectations": [
                  {"expectation_type": "expect_column_values_to_be_unique", "kwargs": {"column": "event_id"}}]}
                """);
        assertThat(suite.name()).isEqualTo("old");
        assertThat(suite.target()).isEqualTo(new Target.Stream(Duration.ofMinutes(5)));
    }

    @Test
    void withoutAnIdAnExpectationHasTheSameInEachReading() {
        String text = "expectations: [{type: expect_column_to_exist, kwargs: {column: a}}]";
        assertThat(read("a.yaml", text).expectations().get(0).id())
                .isEqualTo(read("a.yaml", "# longer\n" + text)
                        .expectations()
                        .get(0)
                        .id());
    }

    @Test
    void everyMistakeIsNamedWithItsLineAndWhatWasMeant() {
        assertThat(mistakesIn("""
                        name: a
                        targets: {table: orders}
                        expectations:
                          - type: expect_column_values_to_be_not_null
                            kwargs: {column: a}
                          - type: expect_column_values_to_be_between
                            kwargs:
                              column: price
                              min_vlaue: 0
                          - type: expect_column_values_to_be_in_set
                            kwargs:
                              column: a
                          - type: expect_column_values_to_match_regex
                            kwargs: {column: a, regex: "(?<year>a)", mostly: 99}
                            severity: high
                          - type: expect_column_values_to_be_unique
                            kwargs: {column: a}
                            row_condition: a > b
                        """)).isEqualTo("""
                        quality/suites/a.yaml:2: a suite has no targets; did you mean target?
                        quality/suites/a.yaml:4: there is no expectation expect_column_values_to_be_not_null; did you mean expect_column_values_to_not_be_null?
                        quality/suites/a.yaml:9: expect_column_values_to_be_between knows no min_vlaue; did you mean min_value?
                        quality/suites/a.yaml:12: expect_column_values_to_be_in_set needs value_set, a list of values
                        quality/suites/a.yaml:14: mostly must be a number from 0 to 1, was 99
                        quality/suites/a.yaml:15: severity is critical, warning or info, was high
                        quality/suites/a.yaml:18: a value is expected instead of "b": a 'text', a number, true or false, in the row condition a > b""");
    }

    @Test
    void whatDoesNotMakeSenseTogetherIsRefused() {
        assertThat(mistakesIn("""
                        target: {stream: events, window_minutes: 0}
                        meta: {every: daily}
                        expectations:
                          - {type: expect_column_max_to_be_between, kwargs: {column: a}}
                          - {type: expect_column_max_to_be_between, kwargs: {column: a, min_value: 2, max_value: 1}}
                          - {type: expect_column_psi_to_be_less_than, kwargs: {column: a, threshold: 0.2}}
                          - {type: unexpected_rows_expectation, kwargs: {unexpected_rows_query: select 1}}
                          - {type: expect_column_to_exist, kwargs: {column: a}}
                          - {type: expect_column_to_exist, kwargs: {column: a}}
                        """)).isEqualTo("""
                        quality/suites/a.yaml:1: window_minutes is a whole number from 1 to 1440
                        quality/suites/a.yaml:4: expect_column_max_to_be_between: min_value, max_value or both are needed
                        quality/suites/a.yaml:5: expect_column_max_to_be_between: min_value 2 is above max_value 1
                        quality/suites/a.yaml:6: expect_column_psi_to_be_less_than: partition_object is needed, or time_column and baseline_days, which say what it is compared with
                        quality/suites/a.yaml:7: unexpected_rows_expectation needs more than the records of a window; put it into a suite about a table
                        quality/suites/a.yaml:9: the same expectation, or its id, stands on line 8 already
                        quality/suites/a.yaml:2: every must be an ISO-8601 duration such as PT15M or P1D""");
    }

    @Test
    void textThatIsNoYamlIsReportedWithItsLine() {
        assertThat(mistakesIn("name: a\nexpectations: [\n  {type: x,\n"))
                .startsWith("quality/suites/a.yaml:4: this is no YAML: ");
        assertThat(mistakesIn(""))
                .isEqualTo("quality/suites/a.yaml:1: the file is empty; a suite has a name and expectations");
    }

    @Test
    void yesterdayIsTheShopsDayAlsoWhenTheClocksChange() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Partition.Span yesterday = Partition.Span.of("yesterday").orElseThrow();
        assertThat(yesterday.at(Instant.parse("2026-03-30T10:00:00Z"), berlin))
                .isEqualTo(new Partition.Range(
                        Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")));
        assertThat(Partition.Span.of("last_0_days")).isEmpty();
        assertThat(Partition.Span.of("last_90_minutes").orElseThrow().at(Instant.parse("2026-03-30T10:00:00Z"), berlin))
                .isEqualTo(new Partition.Range(
                        Instant.parse("2026-03-30T08:30:00Z"), Instant.parse("2026-03-30T10:00:00Z")));
    }

    @Test
    void aSuiteThatIsBrokenWhileRunningGoesOnAsItWas(@TempDir Path folder) throws IOException {
        String good = "expectations: [{type: expect_column_to_exist, kwargs: {column: a}}]";
        Files.writeString(folder.resolve("orders.yaml"), good);
        Suites suites = new Suites(folder);
        assertThat(suites.current().named("orders")).isPresent();
        Files.writeString(folder.resolve("orders.yaml"), "expectations: 1");
        suites.refresh();
        assertThat(suites.current().named("orders")).isPresent();
        assertThat(suites.current().mistakes())
                .containsExactly(
                        new SuiteMistake("quality/suites/orders.yaml", 1, "a suite needs expectations, a list"));
        Files.writeString(folder.resolve("orders.yaml"), good.replace("column: a", "column: b"));
        suites.refresh();
        assertThat(suites.current().mistakes()).isEmpty();
        assertThat(suites.current()
                        .named("orders")
                        .orElseThrow()
                        .expectations()
                        .get(0)
                        .column())
                .isEqualTo("b");
        Files.delete(folder.resolve("orders.yaml"));
        suites.refresh();
        assertThat(suites.current().suites()).isEmpty();
    }
}
