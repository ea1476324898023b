package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two weeks of a real shop, from the inbox to the tables. */
class MerchandiseStoreIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SHOP =
            Map.of("shop.time-zone", "America/Los_Angeles", "shop.currency", "USD");

    private static final String TWO_WEEKS = "from=2016-08-01&to=2016-08-14";
    private static final JsonMapper JSON = new JsonMapper();

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
            assertOdditiesAreFound(caravan);

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
        assertReports(caravan);
    }

    /** Over the two weeks, and that no filter loses anything: what each value of a dimension has adds up to the whole. */
    private void assertReports(RunningCaravan caravan) {
        await().atMost(PATIENCE).until(() -> caravan.count("select count(*) from changed_days") == 0);
        JsonNode overview = report(caravan, "overview", "");
        JsonNode totals = overview.at("/data/totals");
        assertThat(totals.path("sessions").asLong()).isEqualTo(number("sessions"));
        assertThat(totals.path("sessionsWithOrder").asLong()).isEqualTo(number("sessions_with_purchase"));
        assertThat(totals.path("orders").asLong()).isEqualTo(number("orders"));
        assertThat(totals.path("ordersWithoutAmount").asLong()).isZero();
        assertThat(totals.path("grossRevenue").asText())
                .isEqualTo(expected.path("gross_revenue").asText());
        assertThat(totals.path("visitorsEstimated").asBoolean()).isTrue();
        assertThat(totals.path("visitors").asDouble())
                .as("visitors, estimated within 2 %")
                .isCloseTo((double) number("visitors"), Percentage.withPercentage(2));
        assertThat(overview.path("sumsAgree").asBoolean()).isTrue();
        assertThat(sum(overview.at("/data/series"), "sessions")).isEqualTo(number("sessions"));
        assertThat(overview.at("/data/series").size()).isEqualTo(days.size());
        for (String by : List.of("source", "medium", "campaign", "device", "country")) {
            JsonNode rows = report(caravan, "breakdown", "&by=" + by).at("/data/rows");
            assertThat(sum(rows, "sessions")).as(by).isEqualTo(number("sessions"));
            assertThat(sum(rows, "orders")).as(by).isEqualTo(number("orders"));
            String value = rows.get(0).path("value").asText();
            JsonNode filtered = report(
                            caravan, "overview", "&" + by + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .at("/data/totals");
            for (String figure : List.of("sessions", "orders", "grossRevenue", "conversion")) {
                assertThat(filtered.path(figure))
                        .as("%s of %s %s", figure, by, value)
                        .isEqualTo(rows.get(0).path(figure));
            }
        }
        JsonNode steps = report(caravan, "funnel", "").at("/data/steps");
        assertThat(steps.get(0).path("sessions").asLong()).isEqualTo(number("sessions"));
        assertThat(steps.get(4).path("sessions").asLong()).isEqualTo(number("sessions_with_purchase"));
        JsonNode products = report(caravan, "products", "&limit=1000").at("/data");
        assertThat(sum(products.path("rows"), "views"))
                .isEqualTo(expected.at("/events_by_type/product_view").asLong());
        assertThat(products.path("total").asLong())
                .isEqualTo(products.path("rows").size());
        JsonNode firstDay =
                report(caravan, "overview", "from=2016-08-01&to=2016-08-01").at("/data");
        assertThat(firstDay.path("interval").asText()).isEqualTo("hour");
        assertThat(firstDay.at("/totals/sessions"))
                .as("by hour as by day")
                .isEqualTo(overview.at("/data/series/0/sessions"));
        assertThat(firstDay.at("/totals/grossRevenue")).isEqualTo(overview.at("/data/series/0/grossRevenue"));
        assertSession(caravan);
    }

    private void assertSession(RunningCaravan caravan) {
        JsonNode cart = report(caravan, "carts", "&limit=1").at("/data/rows/0");
        String id = cart.path("sessionId").asText();
        JsonNode session = report(caravan, "session", "&id=" + id).path("data");
        assertThat(session.path("events").size())
                .isEqualTo(session.at("/session/events").asInt());
        assertThat(session.at("/session/reached").asText())
                .isEqualTo(cart.path("lastStep").asText());
        assertThat(caravan.get("/api/reports/carts?" + TWO_WEEKS + "&format=csv")
                        .body())
                .startsWith("sessionId,visitorId,abandonedAt,lastStep,value,currency,source,device,country,items\r\n");
    }

    private JsonNode report(RunningCaravan caravan, String name, String more) {
        String range = more.startsWith("from=") ? "" : TWO_WEEKS;
        HttpResponse<String> answer = caravan.get("/api/reports/" + name + "?" + range + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long number(String name) {
        return expected.path(name).asLong();
    }

    private static long sum(JsonNode rows, String figure) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.path(figure).asLong();
        }
        return sum;
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

    /** By the suites that ship, which run once the import is stored. */
    private void assertOdditiesAreFound(RunningCaravan caravan) {
        String runs = "select count(distinct suite) from quality_runs where trigger = 'import'";
        await().atMost(PATIENCE).until(() -> caravan.count(runs) == 6);
        assertThat(unexpected(caravan, "purchase_events"))
                .as("orders that were sent twice")
                .isEqualTo(expected.path("orders_sent_more_than_once").asText());
        assertThat(unexpected(caravan, "conflicting"))
                .as("orders with two amounts")
                .isEqualTo(expected.path("orders_with_conflicting_revenue").asText());
        assertThat(unexpected(caravan, "amount_from"))
                .as("orders that state no amount")
                .isEqualTo(String.valueOf(expected.path("orders").asLong()
                        - expected.path("orders_with_revenue").asLong()));
        assertThat(caravan.query(
                        "select suite, type, column_name, raised from quality_results join quality_runs using (run_id)"
                                + " where not quality_results.success and quality_results.severity = 'critical'"))
                .as("what is critical")
                .isEmpty();
    }

    private static String unexpected(RunningCaravan caravan, String column) {
        return caravan.value(
                "select unexpected from quality_results where not success and column_name = '" + column + "'");
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
