package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two weeks of a real shop, from the inbox to the tables. */
class MerchandiseStoreIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SHOP =
            Map.of("shop.time-zone", "America/Los_Angeles", "shop.currency", "USD");

    @TempDir
    Path folder;

    private RealData data;
    private JsonNode expected;
    private List<String> days;

    @BeforeEach
    void openTheData() {
        data = RealData.of("merchandise-store");
        expected = data.expected();
        days = data.names(".ndjson.gz");
    }

    @Test
    void theNumbersAreThoseOfTheShopAndASecondImportChangesNone() {
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            days.forEach(day -> caravan.drop(day, data.bytes(day)));
            caravan.awaitPlaces(events(), PATIENCE);
            assertNumbers(caravan);
            assertEveryEventIsStored(caravan, 0);
            Recomputation.assertEqualsDerivedTables(caravan);

            days.forEach(day -> caravan.drop("again-" + day, data.bytes(day)));
            caravan.awaitPlaces(2 * events(), PATIENCE);
            assertNumbers(caravan);
            assertEveryEventIsStored(caravan, events());
            Recomputation.assertEqualsDerivedTables(caravan);
        }
    }

    @Test
    void theNumbersAreTheSameWhenTheLastDayComesFirst() {
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            List<String> reversed = new ArrayList<>(days);
            Collections.reverse(reversed);
            for (int i = 0; i < reversed.size(); i++) {
                caravan.drop(String.format("%02d-%s", i, reversed.get(i)), data.bytes(reversed.get(i)));
            }
            caravan.awaitPlaces(events(), PATIENCE);
            assertNumbers(caravan);
            assertEveryEventIsStored(caravan, 0);
            Recomputation.assertEqualsDerivedTables(caravan);
        }
    }

    private long events() {
        return expected.path("events").asLong();
    }

    private void assertEveryEventIsStored(RunningCaravan caravan, long duplicates) {
        assertThat(caravan.value(
                        "select sum(stored) || '|' || sum(duplicates) || '|' || sum(dead) from stream_offsets"))
                .as("stored, duplicates, dead")
                .isEqualTo(events() + "|" + duplicates + "|0");
        Recomputation.assertEveryRecordHasItsPlace(caravan);
    }

    private void assertNumbers(RunningCaravan caravan) {
        assertEvents(caravan);
        assertVisits(caravan);
        assertOrders(caravan);
    }

    private void assertEvents(RunningCaravan caravan) {
        assertThat(caravan.count("select count(*) from events")).as("events").isEqualTo(events());
        assertThat(counts(caravan, "select event_type, count(*) from events group by 1"))
                .as("events by type")
                .isEqualTo(expectedCounts("events_by_type"));
        assertThat(
                        counts(
                                caravan,
                                "select (event_time at time zone 'America/Los_Angeles')::date, count(*) from events group by 1"))
                .as("events by shop day")
                .isEqualTo(expectedCounts("events_by_shop_day"));
        assertThat(counts(
                        caravan,
                        "select (minute at time zone 'America/Los_Angeles')::date, sum(events) from metrics_minute"
                                + " group by 1"))
                .as("events by shop day, from metrics_minute")
                .isEqualTo(expectedCounts("events_by_shop_day"));
        JsonNode types = expected.path("events_by_type");
        assertThat(caravan.value("select sum(page_views) || '|' || sum(product_views) || '|' || sum(cart_adds)"
                        + " || '|' || sum(checkouts) || '|' || sum(purchase_events) from metrics_minute"))
                .as("events by type, from metrics_minute")
                .isEqualTo(String.join(
                        "|",
                        types.path("page_view").asText(),
                        types.path("product_view").asText(),
                        types.path("add_to_cart").asText(),
                        types.path("checkout_step").asText(),
                        types.path("purchase").asText()));
    }

    private void assertVisits(RunningCaravan caravan) {
        assertNumber(caravan, "visitors", "select count(*) from visitors");
        assertNumber(caravan, "sessions", "select count(*) from sessions");
        assertNumber(caravan, "sessions", "select sum(sessions) from metrics_minute");
        assertNumber(caravan, "sessions_with_purchase", "select count(*) from sessions where purchases > 0");
        assertNumber(caravan, "sessions_with_purchase", "select sum(sessions_with_order) from metrics_minute");
    }

    private void assertOrders(RunningCaravan caravan) {
        assertNumber(caravan, "orders", "select count(*) from orders");
        assertNumber(caravan, "orders", "select sum(orders) from revenue_minute");
        assertNumber(caravan, "orders_with_revenue", "select count(*) from orders where amount_from = 'stated'");
        assertNumber(caravan, "orders_with_conflicting_revenue", "select count(*) from orders where conflicting");
        assertNumber(caravan, "orders_sent_more_than_once", "select count(*) from orders where purchase_events > 1");
        assertNumber(
                caravan,
                "revenue_of_orders_with_a_stated_amount",
                "select sum(amount) from orders where amount_from = 'stated'");
        assertNumber(caravan, "gross_revenue", "select sum(amount) from orders");
        assertNumber(caravan, "gross_revenue", "select sum(gross_revenue) from revenue_minute where currency = 'USD'");
        assertThat(caravan.query("select distinct currency from revenue_minute"))
                .as("currencies")
                .containsExactly("USD");
    }

    private void assertNumber(RunningCaravan caravan, String name, String sql) {
        assertThat(caravan.value("select trim_scale((" + sql + ")::numeric)"))
                .as("%s: %s", name, sql)
                .isEqualTo(expected.path(name).asText());
    }

    private static Map<String, Long> counts(RunningCaravan caravan, String sql) {
        Map<String, Long> counts = new TreeMap<>();
        for (String row : caravan.query(sql)) {
            int bar = row.indexOf('|');
            counts.put(row.substring(0, bar), Long.valueOf(row.substring(bar + 1)));
        }
        return counts;
    }

    private Map<String, Long> expectedCounts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        expected.path(name)
                .properties()
                .forEach(one -> counts.put(one.getKey(), one.getValue().asLong()));
        return counts;
    }
}
