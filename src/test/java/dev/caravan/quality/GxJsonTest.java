package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GxJsonTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Expectation BETWEEN = new Expectation(
            ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN,
            Map.of("column", "price", "min_value", BigDecimal.ZERO, "mostly", new BigDecimal("0.99")),
            null,
            Severity.CRITICAL,
            Map.of(),
            "an-id",
            1);

    private static Verdict twelveNegativePrices() {
        return Verdict.ofRows(
                        BETWEEN,
                        new Verdict.Counts(
                                1000,
                                5,
                                12,
                                List.of(BigDecimal.valueOf(-1)),
                                List.of(new Verdict.ValueCount(BigDecimal.valueOf(-1), 12))))
                .withSql("select 1", "select order_id from orders where price < 0");
    }

    @Test
    void aResultHasTheFormOfGreatExpectations() throws JsonProcessingException {
        assertThat(MAPPER.readTree(GxJson.result(twelveNegativePrices()).toString()))
                .isEqualTo(MAPPER.readTree("""
                        {"success": false,
                         "expectation_config": {"type": "expect_column_values_to_be_between",
                           "kwargs": {"column": "price", "min_value": 0, "mostly": 0.99}, "meta": {}, "id": "an-id", "severity": "critical"},
                         "result": {"element_count": 1000, "unexpected_count": 12, "unexpected_percent": 1.20603015075377,
                           "partial_unexpected_list": [-1], "missing_count": 5, "missing_percent": 0.5,
                           "unexpected_percent_total": 1.2, "unexpected_percent_nonmissing": 1.20603015075377,
                           "partial_unexpected_counts": [{"value": -1, "count": 12}],
                           "unexpected_index_query": "select order_id from orders where price < 0"},
                         "meta": {},
                         "exception_info": {"raised_exception": false, "exception_traceback": null, "exception_message": null}}
                        """));
    }

    @Test
    void theResultFormatSaysHowMuchIsTold() {
        JsonNode boolOnly = GxJson.reduce(GxJson.result(twelveNegativePrices()), ResultFormat.BOOLEAN_ONLY);
        assertThat(boolOnly.get("success").asBoolean()).isFalse();
        assertThat(boolOnly.get("result")).isEmpty();
        JsonNode basic = GxJson.reduce(GxJson.result(twelveNegativePrices()), ResultFormat.BASIC)
                .get("result");
        assertThat(basic.has("partial_unexpected_list")).isTrue();
        assertThat(basic.has("partial_unexpected_counts")).isFalse();
        JsonNode summary = GxJson.reduce(GxJson.result(twelveNegativePrices()), ResultFormat.SUMMARY)
                .get("result");
        assertThat(summary.has("partial_unexpected_counts")).isTrue();
        assertThat(summary.has("unexpected_index_query")).isFalse();
    }

    @Test
    void anAggregateTellsOnlyWhatWasObserved() {
        JsonNode result = GxJson.result(Verdict.ofAggregate(BETWEEN, true, new BigDecimal("1E+3")));
        assertThat(result.get("result").toString()).isEqualTo("{\"observed_value\":1000}");
    }

    @Test
    void whatCouldNotBeJudgedSaysWhyAndCountsAsCritical() {
        Verdict raised = Verdict.raised(BETWEEN, "there is no column prize");
        assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(GxJson.result(raised).at("/exception_info/exception_message").asText())
                .isEqualTo("there is no column prize");
        assertThat(GxJson.result(raised).get("result")).isEmpty();
    }

    @Test
    void aSuitesResultCountsItsExpectationsAndWeighsThemInTheScore() {
        Expectation info =
                new Expectation(BETWEEN.type(), BETWEEN.kwargs(), null, Severity.INFO, Map.of(), "another-id", 2);
        SuiteRun run = new SuiteRun(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                new Suite(
                        "prices",
                        new Target.Table("orders", null, null, List.of()),
                        List.of(BETWEEN, info),
                        Map.of(),
                        "a.yaml"),
                "request",
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:01Z"),
                null,
                List.of(twelveNegativePrices(), Verdict.ofAggregate(info, true, BigDecimal.ONE)));
        JsonNode json = GxJson.suiteResult(run, ResultFormat.BASIC);
        assertThat(json.get("success").asBoolean()).isFalse();
        assertThat(json.get("statistics").toString())
                .isEqualTo("{\"evaluated_expectations\":2,\"successful_expectations\":1,"
                        + "\"unsuccessful_expectations\":1,\"success_percent\":50}");
        assertThat(json.at("/meta/run_id/run_time").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(run.score()).isEqualByComparingTo("0.1667");
        assertThat(run.criticalFailures()).hasSize(1);
    }
}
