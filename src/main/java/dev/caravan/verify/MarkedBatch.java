package dev.caravan.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Good events of visitors who all buy, on a day far back that no number of the page shows. */
final class MarkedBatch {
    /** The statements in {@code sql/verify} look at this day only. */
    static final Instant DAY = Instant.parse("2000-01-02T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VISIT = List.of(
            "page_view",
            "search",
            "product_list_view",
            "product_view",
            "product_view",
            "add_to_cart",
            "cart_view",
            "checkout_start",
            "payment_info",
            "purchase");

    private final Mark mark;
    private final String currency;

    MarkedBatch(Mark mark, String currency) {
        this.mark = mark;
        this.currency = currency;
    }

    String[] visitors(int visitors) {
        return names("v", visitors);
    }

    /** An order has the name of its session. */
    String[] sessions(int visitors) {
        return names("s", visitors);
    }

    private String[] names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(i -> mark.name(kind + i)).toArray(String[]::new);
    }

    /** Step by step, so that the visits run beside each other. */
    List<MarkedRecord> events(int visitors) {
        List<MarkedRecord> events = new ArrayList<>();
        for (int step = 0; step < VISIT.size(); step++) {
            for (int visitor = 0; visitor < visitors; visitor++) {
                events.add(event(visitor, step));
            }
        }
        return events;
    }

    /** What the orders of {@link #events} are worth. */
    static BigDecimal amount(int visitors) {
        return IntStream.range(0, visitors).mapToObj(MarkedBatch::amountOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amountOf(int visitor) {
        return new BigDecimal("19.90").add(BigDecimal.valueOf(visitor, 2));
    }

    /** A page view, of a visitor who does nothing else. */
    MarkedRecord pageView(String visitor) {
        ObjectNode event = event(mark.name(visitor), mark.name(visitor), "page_view", DAY.plus(Duration.ofHours(23)));
        return record(mark.name(visitor), mark.name(visitor), event);
    }

    private MarkedRecord event(int visitor, int step) {
        String id = mark.name("e" + visitor + "-" + step);
        Instant at = DAY.plus(Duration.ofMinutes(15L * visitor)).plus(Duration.ofSeconds(20L * step));
        String type = VISIT.get(step);
        ObjectNode event = event(id, mark.name("v" + visitor), type, at);
        event.put("session_id", mark.name("s" + visitor));
        if (type.startsWith("product_view") || type.equals("add_to_cart")) {
            event.put("product_id", mark.name("p" + visitor % 5)).put("price", amountOf(visitor));
        }
        if (type.equals("purchase")) {
            event.put("order_id", mark.name("s" + visitor)).put("revenue", amountOf(visitor));
            event.putArray("items")
                    .addObject()
                    .put("product_id", mark.name("p" + visitor % 5))
                    .put("price", amountOf(visitor))
                    .put("quantity", 1);
        }
        return record(mark.name("v" + visitor), id, event);
    }

    /** The least that an event must have. */
    ObjectNode event(String id, String visitor, String type, Instant at) {
        return JSON.createObjectNode()
                .put("event_id", id)
                .put("event_type", type)
                .put("event_timestamp", at.toString())
                .put("user_id", visitor)
                .put("currency", currency);
    }

    static MarkedRecord record(String key, String id, ObjectNode event) {
        try {
            return new MarkedRecord(key, id, JSON.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written as JSON", e);
        }
    }
}
