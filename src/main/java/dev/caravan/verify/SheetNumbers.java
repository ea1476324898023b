package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The numbers of a sheet, each under its place in it: {@code funnel/cart}, {@code days/2026-03-01/revenue/EUR/gross}. */
final class SheetNumbers {

    private static final Set<String> COMPARED = Set.of(
            "records",
            "stored",
            "duplicates",
            "deadLetters",
            "events",
            "visitors",
            "sessions",
            "funnel",
            "orders",
            "ordersWithoutAmount",
            "conflictingOrders",
            "revenue",
            "abandonedCarts",
            "topProducts",
            "days");

    /** Money is text, so that no reader makes it binary. */
    private static final Set<String> MONEY = Set.of("gross", "refunds", "net", "amount", "revenue");

    private final Map<String, BigDecimal> numbers = new TreeMap<>();

    private SheetNumbers() {}

    static Map<String, BigDecimal> of(JsonNode sheet) {
        SheetNumbers found = new SheetNumbers();
        COMPARED.forEach(name -> found.add(name, name, sheet.path(name)));
        return found.numbers;
    }

    private void add(String place, String name, JsonNode node) {
        if (node.isNumber()) {
            numbers.put(place, node.decimalValue());
        } else if (node.isTextual() && MONEY.contains(name)) {
            numbers.put(place, new BigDecimal(node.textValue()));
        } else if (node.isObject()) {
            node.properties().forEach(field -> add(place + '/' + field.getKey(), field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(place + '/' + key(i, node.get(i)), "", node.get(i));
            }
        }
    }

    private static String key(int index, JsonNode row) {
        if (row.has("productId")) {
            return (index + 1) + "/" + row.path("productId").asText() + '/'
                    + row.path("currency").asText();
        }
        return row.path(row.has("day") ? "day" : "currency").asText();
    }
}
