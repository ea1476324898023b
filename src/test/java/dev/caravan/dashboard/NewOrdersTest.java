package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewOrdersTest {

    private Instant now = Instant.parse("2026-11-22T20:51:02Z");
    private final NewOrders orders = new NewOrders(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void theFirstFrameHasNoNews() throws Exception {
        assertThat(frameOf("b", "a")).isEmpty();
    }

    @Test
    void anOrderIsNewOnceAndTheOldestComesFirst() throws Exception {
        frameOf("b", "a");
        assertThat(frameOf("d", "c", "b")).containsExactly("""
                        {"id":"c","at":"2026-11-22T20:51:00Z","amount":"12.50","currency":"EUR","country":"DE","items":2,"product":"Shoe"}""", """
                        {"id":"d","at":"2026-11-22T20:51:00Z","amount":"12.50","currency":"EUR","country":"DE","items":2,"product":"Shoe"}""");
        assertThat(frameOf("d", "c", "b", "a")).isEmpty();
    }

    @Test
    void whatWasOrderedWhileNobodyListenedIsNoNews() throws Exception {
        frameOf("a");
        now = now.plus(Duration.ofSeconds(16));
        assertThat(frameOf("b", "a")).isEmpty();
        assertThat(frameOf("c", "b", "a")).hasSize(1);
    }

    private List<String> frameOf(String... ids) throws Exception {
        return orders.of(Map.of(
                "newestOrders", Arrays.stream(ids).map(NewOrdersTest::row).toList()));
    }

    private static Map<String, @Nullable Object> row(String id) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("order_id", id);
        row.put("ordered_at", Timestamp.from(Instant.parse("2026-11-22T20:51:00Z")));
        row.put("amount", new BigDecimal("12.5"));
        row.put("currency", "EUR");
        row.put("country", "DE");
        row.put("items", 2L);
        row.put("product", "Shoe");
        return row;
    }
}
