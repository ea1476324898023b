package dev.caravan.dashboard.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.dashboard.Amounts;
import dev.caravan.dashboard.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carts that were left: their sums, and one page of them with what lies in them. */
final class Carts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Carts() {}

    static Map<String, ?> data(Map<String, Object> read, ReportQuery query) throws JsonProcessingException {
        List<Row> steps = Row.all(read.get("steps"));
        List<Row> sessions = Row.all(read.get("sessions"));
        List<Row> found = Row.all(read.get("rows"));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Row row : found.subList(0, Math.min(found.size(), query.limit()))) {
            rows.add(cart(row));
        }
        Row last = rows.isEmpty() ? null : found.get(rows.size() - 1);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("totals", cartTotals("now", steps, sessions, query));
        data.put(
                "previous",
                query.comparison() == ReportQuery.Comparison.NONE
                        ? notCompared()
                        : cartTotals("before", steps, sessions, query));
        data.put(
                "bySteps",
                steps.stream()
                        .filter(row -> row.text("period").equals("now"))
                        .map(Carts::cartStep)
                        .toList());
        data.put("rows", rows);
        data.put(
                "next",
                last != null && found.size() > query.limit()
                        ? ReportQuery.Cursor.behind(
                                last.time("ended_at"), last.text("session_id"), last.text("currency"))
                        : null);
        return data;
    }

    private static Map<String, @Nullable Object> notCompared() {
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("carts", null);
        totals.put("sessionsWithCart", null);
        totals.put("abandonedShare", null);
        totals.put("values", List.of());
        return totals;
    }

    private static Map<String, @Nullable Object> cartTotals(
            String period, List<Row> steps, List<Row> sessions, ReportQuery query) {
        Map<String, BigDecimal> values = new TreeMap<>();
        long carts = 0;
        for (Row row : steps) {
            if (row.text("period").equals(period)) {
                carts += row.count("carts");
                values.merge(row.text("currency"), row.amount("value"), BigDecimal::add);
            }
        }
        long withCart = sessions.stream()
                .filter(row -> period.equals("now")
                        != LocalDate.parse(row.text("day"))
                                .isBefore(query.range().from()))
                .mapToLong(row -> row.count("sessions_with_cart"))
                .sum();
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("carts", carts);
        totals.put("sessionsWithCart", withCart);
        totals.put("abandonedShare", Amounts.ratio(carts, withCart));
        totals.put(
                "values",
                values.entrySet().stream()
                        .map(value -> Map.of("currency", value.getKey(), "value", Amounts.text(value.getValue())))
                        .toList());
        return totals;
    }

    private static Map<String, @Nullable Object> cartStep(Row row) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("step", row.text("step"));
        step.put("currency", row.text("currency"));
        step.put("carts", row.count("carts"));
        step.put("value", Amounts.text(row.amount("value")));
        return step;
    }

    private static Map<String, @Nullable Object> cart(Row row) throws JsonProcessingException {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (JsonNode item : JSON.readTree(row.text("items"))) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("productId", item.path("product_id").textValue());
            line.put("productName", item.path("product_name").textValue());
            line.put("quantity", item.path("quantity").numberValue());
            JsonNode price = item.path("price");
            line.put("price", price.isTextual() ? Amounts.text(new BigDecimal(price.textValue())) : null);
            items.add(line);
        }
        Map<String, @Nullable Object> cart = new LinkedHashMap<>();
        cart.put("sessionId", row.text("session_id"));
        cart.put("visitorId", row.text("visitor_id"));
        cart.put("abandonedAt", row.time("ended_at").toString());
        cart.put("lastStep", row.text("last_step"));
        cart.put("value", Amounts.text(row.amount("value")));
        cart.put("currency", row.text("currency"));
        cart.put("source", row.text("source"));
        cart.put("device", row.text("device_type"));
        cart.put("country", row.text("country"));
        cart.put("items", items);
        return cart;
    }
}
