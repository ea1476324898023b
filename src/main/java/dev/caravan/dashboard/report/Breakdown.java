package dev.caravan.dashboard.report;

import dev.caravan.dashboard.Amounts;
import dev.caravan.dashboard.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions, visitors and money by the values of one dimension, those with most sessions first. */
final class Breakdown {
    private Breakdown() {}

    static Map<String, ?> data(Map<String, Object> read, ReportQuery query) {
        Map<String, Row> money = new TreeMap<>();
        Row.all(read.get("money")).forEach(row -> money.put(row.text("value"), row));
        Map<String, Row> sessions = new TreeMap<>();
        Row.all(read.get("sessions")).forEach(row -> sessions.put(row.text("value"), row));
        Map<String, List<byte[]>> sketches = new TreeMap<>();
        for (Row row : Row.all(read.get("visitors"))) {
            sketches.computeIfAbsent(row.text("value"), value -> new ArrayList<>())
                    .add(row.bytes("sketch"));
        }
        boolean compared = query.comparison() != ReportQuery.Comparison.NONE;
        boolean counted = query.filters().isEmpty();
        long all = sessions.values().stream()
                .mapToLong(row -> row.count("sessions"))
                .sum();
        List<String> values = new ArrayList<>(sessions.keySet());
        money.keySet().stream().filter(value -> !sessions.containsKey(value)).forEach(values::add);
        values.sort(Comparator.comparing((String value) -> count(sessions.get(value), "sessions"))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String value : values) {
            Map<String, @Nullable Object> row = part(value, sessions.get(value), money.get(value), all, compared);
            row.put("visitors", null);
            row.put("visitorsEstimated", false);
            if (counted) {
                VisitorSketch.Count count = VisitorSketch.together(sketches.getOrDefault(value, List.of()));
                row.put("visitors", count.visitors());
                row.put("visitorsEstimated", count.estimated());
            }
            rows.add(row);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("by", query.text("by"));
        data.put("rows", rows);
        return data;
    }

    private static Map<String, @Nullable Object> part(
            String value, @Nullable Row sessions, @Nullable Row money, long all, boolean compared) {
        long itsSessions = count(sessions, "sessions");
        BigDecimal gross = amount(money, "gross_revenue");
        BigDecimal refunds = amount(money, "refunds");
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("value", value);
        part.put("sessions", itsSessions);
        part.put("share", Amounts.ratio(itsSessions, all));
        part.put("sessionsWithOrder", count(sessions, "sessions_with_order"));
        part.put("conversion", Amounts.ratio(count(sessions, "sessions_with_order"), itsSessions));
        part.put("orders", count(money, "orders"));
        part.put("grossRevenue", Amounts.text(gross));
        part.put("refunds", Amounts.text(refunds));
        part.put("netRevenue", Amounts.text(gross.subtract(refunds)));
        part.put(
                "averageOrderValue",
                Amounts.average(gross, count(money, "orders") - count(money, "orders_without_amount")));
        part.put("previousSessions", compared ? count(sessions, "previous_sessions") : null);
        part.put("previousGrossRevenue", compared ? Amounts.text(amount(money, "previous_gross_revenue")) : null);
        return part;
    }

    private static long count(@Nullable Row row, String column) {
        return row == null ? 0 : row.count(column);
    }

    private static BigDecimal amount(@Nullable Row row, String column) {
        return row == null ? BigDecimal.ZERO : row.amount(column);
    }
}
