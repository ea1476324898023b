package dev.caravan.quality.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_values_to_match_json_schema}: PostgreSQL knows no JSON Schema, so the values come here, one by one through a cursor.
 * The first 1,000 failing rows are remembered by their keys.
 */
final class JsonSchemaRule {
    private static final int KEPT_ROWS = 1_000;
    private static final int KEPT_VALUES = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Session session;
    private final Failing failing;

    JsonSchemaRule(Session session, Failing failing) {
        this.session = session;
        this.failing = failing;
    }

    Verdict judge(Expectation expectation) throws SQLException {
        JsonSchema schema = schema(expectation.value("json_schema"));
        Column column = session.relation().column(expectation.requiredText("column"));
        List<Relation.PlaceColumn> places = session.relation().placeColumns();
        String inner = "select " + session.relation().place() + ", " + column.text() + " as judged_value\n"
                + session.from(expectation);
        Tally tally = new Tally(places.size());
        session.each(inner, row -> tally.count(row, schema));

        Verdict.Counts counts =
                new Verdict.Counts(tally.elements, tally.missing, tally.unexpected, tally.shown, tally.mostFrequent());
        return Verdict.ofRows(expectation, counts).withSql(inner, failingSql(expectation, column, places, tally));
    }

    private @Nullable String failingSql(
            Expectation expectation, Column column, List<Relation.PlaceColumn> places, Tally tally) {
        if (tally.keys.isEmpty() || session.relation().key().isEmpty()) {
            return null;
        }
        List<String> conditions = new ArrayList<>();
        for (List<@Nullable Object> key : tally.keys) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                parts.add(Literal.text(String.valueOf(key.get(i))) + "::"
                        + places.get(i).type());
            }
            conditions.add("(" + String.join(", ", parts) + ")");
        }
        return "select " + failing.selected(List.of(column)) + "\n"
                + session.from(
                        expectation,
                        "(" + session.relation().place() + ") in (\n" + String.join(",\n", conditions) + "\n)");
    }

    private static JsonSchema schema(@Nullable Object schema) {
        try {
            JsonNode node = schema instanceof String text ? JSON.readTree(text) : JSON.valueToTree(schema);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("json_schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What was counted so far. */
    private static final class Tally {
        private final int keyColumns;
        private final List<List<@Nullable Object>> keys = new ArrayList<>();
        private final List<@Nullable Object> shown = new ArrayList<>();
        private final Map<String, Long> values = new LinkedHashMap<>();
        private long elements;
        private long missing;
        private long unexpected;

        Tally(int keyColumns) {
            this.keyColumns = keyColumns;
        }

        void count(List<@Nullable Object> row, JsonSchema schema) {
            elements++;
            if (!(row.get(keyColumns) instanceof String json)) {
                missing++;
            } else if (!matches(json, schema)) {
                unexpected++;
                if (shown.size() < Failing.SHOWN) {
                    shown.add(json);
                }
                if (keys.size() < KEPT_ROWS) {
                    keys.add(List.copyOf(row.subList(0, keyColumns)));
                }
                if (values.size() < KEPT_VALUES || values.containsKey(json)) {
                    values.merge(json, 1L, Long::sum);
                }
            }
        }

        private static boolean matches(String json, JsonSchema schema) {
            try {
                return schema.validate(JSON.readTree(json)).isEmpty();
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        List<Verdict.ValueCount> mostFrequent() {
            return values.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(Failing.SHOWN)
                    .map(entry -> new Verdict.ValueCount(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}
