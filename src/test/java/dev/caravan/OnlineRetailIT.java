package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The CSV files of two real shops, from the inbox to the tables of one instance. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnlineRetailIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REES46 = "2019-Oct-1000rows.csv";

    @TempDir
    static Path folder;

    private static RunningCaravan caravan;

    @BeforeAll
    static void start() {
        RealData.of("uci-online-retail");
        RealData.of("rees46");
        caravan = RunningCaravan.start(folder, Map.of("shop.time-zone", "Europe/London", "shop.currency", "GBP"));
    }

    @AfterAll
    static void stop() {
        if (caravan != null) {
            caravan.close();
        }
    }

    @Test
    @Order(1)
    void everyDayOfTheWholesalerHasItsRowsInvoicesAndAmounts() {
        RealData data = RealData.of("uci-online-retail");
        JsonNode expected = data.expected();
        long invoices = 0;
        Map<String, String> days = new TreeMap<>();
        for (Map.Entry<String, JsonNode> day : expected.properties()) {
            JsonNode numbers = day.getValue();
            invoices += numbers.path("invoices").asLong();
            days.put(
                    day.getKey(),
                    String.join(
                            "|",
                            numbers.path("rows").asText(),
                            numbers.path("negative_qty_rows").asText(),
                            numbers.path("invoices").asText(),
                            plain(numbers.path("gross_positive_amount")),
                            plain(numbers.path("net_amount"))));
        }
        data.names(".csv").forEach(name -> caravan.drop(name, data.bytes(name)));
        caravan.awaitPlaces(invoices, PATIENCE);

        assertThat(daysOf("""
                        with line as (
                            select ordered_at as at, 1 as rows, 0 as refunded_rows, 0 as invoices, 0 as gross, 0 as net
                            from orders join order_items using (order_id)
                            union all
                            select event_time, 1, 1, 0, 0, 0
                            from events cross join jsonb_array_elements(items)
                            where event_type = 'refund'
                            union all
                            select ordered_at, 0, 0, 1, amount, amount from orders
                            union all
                            select refunded_at, 0, 0, 1, 0, -amount from refunds
                        )
                        select (at at time zone 'Europe/London')::date, sum(rows), sum(refunded_rows), sum(invoices),
                            trim_scale(sum(gross)), trim_scale(sum(net))
                        from line
                        group by 1
                        """))
                .as("day: rows, refunded rows, invoices, gross, net")
                .isEqualTo(days);
        assertThat(daysOf("""
                        select (minute at time zone 'Europe/London')::date, trim_scale(sum(gross_revenue))
                        from revenue_minute
                        where currency = 'GBP'
                        group by 1
                        """))
                .as("gross by day, from revenue_minute")
                .isEqualTo(days.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, day -> day.getValue().split("\\|", -1)[3])));
        assertEveryRecordIsStored(invoices, 0);
    }

    @Test
    @Order(2)
    void everyRowOfTheMultiCategoryShopIsStoredAndTheSameFileAgainAddsNothing() {
        RealData data = RealData.of("rees46");
        byte[] csv = data.bytes(REES46);
        Map<String, Long> types = new String(csv, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1)[1])
                .map(type ->
                        Map.of("view", "product_view", "cart", "add_to_cart").getOrDefault(type, type))
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
        long before = caravan.count("select count(*) from events");

        caravan.drop(REES46, csv);
        caravan.awaitPlaces(before + 1_000, PATIENCE);
        assertThat(daysOf("select event_type, count(*) from events where currency = 'USD' group by 1"))
                .as("events by type")
                .isEqualTo(types.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, type -> type.getValue().toString())));
        assertThat(caravan.query("select distinct (event_time at time zone 'UTC')::date from events"
                        + " where currency = 'USD'"))
                .containsExactly("2019-10-01");
        assertEveryRecordIsStored(before + 1_000, 0);

        caravan.drop("again.csv", csv);
        caravan.awaitPlaces(before + 2_000, PATIENCE);
        assertEveryRecordIsStored(before + 1_000, 1_000);
    }

    private static void assertEveryRecordIsStored(long stored, long duplicates) {
        assertThat(caravan.value(
                        "select sum(stored) || '|' || sum(duplicates) || '|' || sum(dead) from stream_offsets"))
                .as("stored, duplicates, dead")
                .isEqualTo(stored + "|" + duplicates + "|0");
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
    }

    private static String plain(JsonNode amount) {
        return new BigDecimal(amount.asText()).stripTrailingZeros().toPlainString();
    }

    /** The rows by their first column. */
    private static Map<String, String> daysOf(String sql) {
        return caravan.query(sql).stream()
                .collect(Collectors.toMap(
                        row -> row.substring(0, row.indexOf('|')), row -> row.substring(row.indexOf('|') + 1)));
    }
}
