package dev.caravan.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON, in the form of Great Expectations 1.x. */
public final class GxJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext PERCENT_DIGITS = new MathContext(15);
    private static final String RESULT = "result";

    private GxJson() {}

    /** The expectation as it stands in a suite. */
    public static ObjectNode expectation(Expectation expectation) {
        ObjectNode config = NODES.objectNode();
        config.put("type", expectation.type().code());
        config.set("kwargs", value(expectation.kwargs()));
        config.set("meta", value(expectation.meta()));
        config.put("id", expectation.id());
        config.put("severity", expectation.severity().code());
        return config;
    }

    /** The result of one expectation, complete. */
    public static ObjectNode result(Verdict verdict) {
        ObjectNode json = NODES.objectNode();
        json.put("success", verdict.success());
        json.set("expectation_config", expectation(verdict.expectation()));
        json.set(RESULT, observed(verdict));
        json.set("meta", NODES.objectNode());
        json.set("exception_info", exceptionInfo(verdict.exception()));
        return json;
    }

    /** The result of one expectation as {@link #result(Verdict)} made it, with as much as {@code format} tells. */
    public static ObjectNode reduce(ObjectNode complete, ResultFormat format) {
        ObjectNode json = complete.deepCopy();
        ObjectNode result = NODES.objectNode();
        for (Map.Entry<String, JsonNode> field : complete.path(RESULT).properties()) {
            if (format.tells(field.getKey())) {
                result.set(field.getKey(), field.getValue());
            }
        }
        json.set(RESULT, result);
        return json;
    }

    /** The result of a whole suite. */
    public static ObjectNode suiteResult(SuiteRun run, ResultFormat format) {
        List<ObjectNode> results = run.verdicts().stream()
                .map(verdict -> reduce(result(verdict), format))
                .toList();
        return suiteResult(run.suite().name(), run.runId().toString(), run.startedAt(), results);
    }

    /**
     * The result of a whole suite, from results that were kept.
     *
     * @param results each as {@link #reduce} gives it
     */
    public static ObjectNode suiteResult(String suite, String runId, Instant startedAt, List<ObjectNode> results) {
        long successful = results.stream()
                .filter(result -> result.path("success").asBoolean())
                .count();
        ObjectNode json = NODES.objectNode();
        json.put("success", successful == results.size());
        json.set("results", NODES.arrayNode().addAll(results));
        json.put("suite_name", suite);
        json.set("suite_parameters", NODES.objectNode());
        ObjectNode statistics = json.putObject("statistics");
        statistics.put("evaluated_expectations", results.size());
        statistics.put("successful_expectations", successful);
        statistics.put("unsuccessful_expectations", results.size() - successful);
        statistics.set("success_percent", percent(successful, results.size()));
        ObjectNode meta = json.putObject("meta");
        ObjectNode run = meta.putObject("run_id");
        run.put("run_name", runId);
        run.put("run_time", startedAt.toString());
        meta.put("validation_time", startedAt.toString());
        return json;
    }

    private static ObjectNode observed(Verdict verdict) {
        ObjectNode result = NODES.objectNode();
        Verdict.Counts counts = verdict.counts();
        if (counts != null) {
            rows(result, verdict.expectation().type(), counts);
        } else if (verdict.exception() == null) {
            result.set("observed_value", value(verdict.observed()));
        }
        if (!verdict.details().isEmpty()) {
            result.set("details", value(verdict.details()));
        }
        if (verdict.failingRowsSql() != null) {
            result.put("unexpected_index_query", verdict.failingRowsSql());
        }
        return result;
    }

    private static void rows(ObjectNode result, ExpectationType type, Verdict.Counts counts) {
        boolean judgesNull = type == ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL
                || type == ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_NULL;
        result.put("element_count", counts.elements());
        result.put("unexpected_count", counts.unexpected());
        result.set("unexpected_percent", percent(counts.unexpected(), counts.nonMissing()));
        result.set("partial_unexpected_list", value(counts.partialUnexpected()));
        if (!judgesNull) {
            result.put("missing_count", counts.missing());
            result.set("missing_percent", percent(counts.missing(), counts.elements()));
            result.set("unexpected_percent_total", percent(counts.unexpected(), counts.elements()));
            result.set("unexpected_percent_nonmissing", percent(counts.unexpected(), counts.nonMissing()));
        }
        ArrayNode byValue = NODES.arrayNode();
        for (Verdict.ValueCount each : counts.partialUnexpectedCounts()) {
            ObjectNode one = byValue.addObject();
            one.set("value", value(each.value()));
            one.put("count", each.count());
        }
        result.set("partial_unexpected_counts", byValue);
    }

    private static JsonNode percent(long part, long whole) {
        return whole == 0
                ? NODES.nullNode()
                : value(BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), PERCENT_DIGITS));
    }

    private static ObjectNode exceptionInfo(@Nullable String exception) {
        ObjectNode info = NODES.objectNode();
        info.put("raised_exception", exception != null);
        info.putNull("exception_traceback");
        info.put("exception_message", exception);
        return info;
    }

    /** Numbers without exponent, so that whoever reads them as text sees them as they are. */
    private static JsonNode value(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return NODES.numberNode(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(value(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, item) -> object.set(String.valueOf(name), value(item)));
            return object;
        }
        return value instanceof Boolean || value instanceof Number || value instanceof String
                ? MAPPER.valueToTree(value)
                : NODES.textNode(value.toString());
    }
}
