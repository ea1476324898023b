package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the numbers of the day that a snapshot shows against the same numbers computed afresh from all stored events. */
final class SnapshotComparison {
    private static final String DAY = Sql.of("day-afresh");
    private static final String MONEY = Sql.of("money-afresh");

    private final JsonNode snapshot;

    SnapshotComparison(JsonNode snapshot) {
        this.snapshot = snapshot;
    }

    /** The day's numbers, for a person. */
    String summary() {
        JsonNode today = snapshot.path("today");
        List<String> parts = new ArrayList<>();
        parts.add("today " + Figures.count(today.path("events").asLong(), "event"));
        parts.add(Figures.count(today.path("sessions").asLong(), "session"));
        for (JsonNode money : today.path("money")) {
            parts.add(Figures.count(money.path("orders").asLong(), "order") + " of "
                    + money.path("grossRevenue").asText() + " "
                    + money.path("currency").asText());
        }
        return String.join(", ", parts);
    }

    /**
     * What differs, one sentence a number. The stream must stand still.
     *
     * @param places the sums of all partitions, and what the tables hold
     */
    List<String> differences(Connection connection, Map<String, @Nullable Object> places) throws SQLException {
        Map<String, BigDecimal> afresh = afresh(connection);
        afresh.put("deadLetters.total", BigDecimal.valueOf(Sql.number(places, "dead_letters")));
        afresh.put("stored in all partitions", BigDecimal.valueOf(Sql.number(places, "events")));
        Map<String, BigDecimal> shown = shown();
        List<String> differences = new ArrayList<>();
        for (String what : union(afresh, shown)) {
            BigDecimal page = shown.getOrDefault(what, BigDecimal.ZERO);
            BigDecimal right = afresh.getOrDefault(what, BigDecimal.ZERO);
            if (page.compareTo(right) != 0) {
                differences.add(what + ": page " + page.toPlainString() + ", events " + right.toPlainString());
            }
        }
        return differences;
    }

    private static List<String> union(Map<String, BigDecimal> one, Map<String, BigDecimal> other) {
        Map<String, BigDecimal> all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }

    private Map<String, BigDecimal> shown() {
        Map<String, BigDecimal> numbers = new HashMap<>();
        JsonNode today = snapshot.path("today");
        numbers.put("today.events", today.path("events").decimalValue());
        today.path("funnel")
                .properties()
                .forEach(step -> numbers.put(
                        "today.funnel." + step.getKey(), step.getValue().decimalValue()));
        for (JsonNode money : today.path("money")) {
            String place = "today.money." + money.path("currency").asText() + ".";
            for (String count : List.of("orders", "ordersWithoutAmount")) {
                numbers.put(place + count, money.path(count).decimalValue());
            }
            for (String amount : List.of("grossRevenue", "refunds", "netRevenue")) {
                numbers.put(place + amount, new BigDecimal(money.path(amount).asText("0")));
            }
        }
        numbers.put(
                "deadLetters.total", snapshot.path("deadLetters").path("total").decimalValue());
        BigDecimal stored = BigDecimal.ZERO;
        for (JsonNode partition : snapshot.path("partitions")) {
            stored = stored.add(partition.path("stored").decimalValue());
        }
        numbers.put("stored in all partitions", stored);
        return numbers;
    }

    private Map<String, BigDecimal> afresh(Connection connection) throws SQLException {
        LocalDate day = LocalDate.parse(snapshot.path("shop").path("day").asText());
        String zone = snapshot.path("shop").path("timeZone").asText();
        Map<String, BigDecimal> numbers = new HashMap<>();
        Map<String, @Nullable Object> sums =
                Sql.rows(connection, DAY, day, day, zone).get(0);
        numbers.put("today.events", decimal(sums, "events"));
        numbers.put("today.funnel.sessions", decimal(sums, "sessions"));
        numbers.put("today.funnel.productView", decimal(sums, "product_view"));
        numbers.put("today.funnel.cart", decimal(sums, "cart"));
        numbers.put("today.funnel.checkout", decimal(sums, "checkout"));
        numbers.put("today.funnel.order", decimal(sums, "with_order"));
        for (Map<String, @Nullable Object> row : Sql.rows(connection, MONEY, day, day, zone)) {
            String place = "today.money." + row.get("currency") + ".";
            numbers.put(place + "orders", decimal(row, "orders"));
            numbers.put(place + "ordersWithoutAmount", decimal(row, "orders_without_amount"));
            numbers.put(place + "grossRevenue", decimal(row, "gross_revenue"));
            numbers.put(place + "refunds", decimal(row, "refunds"));
            numbers.put(place + "netRevenue", decimal(row, "gross_revenue").subtract(decimal(row, "refunds")));
        }
        return numbers;
    }

    private static BigDecimal decimal(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof BigDecimal amount ? amount : BigDecimal.valueOf(Sql.number(row, column));
    }
}
