package dev.caravan.dashboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the rows of {@code sql/dashboard} to the parts of a frame. Pure arithmetic. */
final class FrameRows {

    private static final Duration ALLOWED_LATENESS = Duration.ofMinutes(10);

    private FrameRows() {}

    static Frame.Today today(Row sums, List<Frame.Money> money) {
        long sessions = sums.count("sessions");
        long withOrder = sums.count("sessions_with_order");
        return new Frame.Today(
                sums.count("events"),
                sessions,
                withOrder,
                Amounts.ratio(withOrder, sessions),
                new Frame.Funnel(
                        sessions,
                        sums.count("sessions_with_product_view"),
                        sums.count("sessions_with_cart"),
                        sums.count("sessions_with_checkout"),
                        withOrder),
                money);
    }

    static Frame.CriticalExpectation criticalExpectation(Row row) {
        return new Frame.CriticalExpectation(
                row.text("suite"),
                row.text("target"),
                row.text("type"),
                row.textOrNull("column_name"),
                row.time("since").toString());
    }

    /** One entry per currency that has orders or refunds, in the order of {@code revenue}, then those with refunds only. */
    static List<Frame.Money> money(List<Row> revenue, List<Row> refunds) {
        Map<String, BigDecimal> refunded =
                refunds.stream().collect(Collectors.toMap(r -> r.text("currency"), r -> r.amount("refunds")));
        Map<String, Frame.Money> money = new LinkedHashMap<>();
        for (Row row : revenue) {
            String currency = row.text("currency");
            money.put(
                    currency,
                    money(
                            currency,
                            row.count("orders"),
                            row.count("orders_without_amount"),
                            row.amount("gross_revenue"),
                            refunded.getOrDefault(currency, BigDecimal.ZERO)));
        }
        for (Row row : refunds) {
            String currency = row.text("currency");
            money.computeIfAbsent(currency, only -> money(only, 0, 0, BigDecimal.ZERO, row.amount("refunds")));
        }
        return List.copyOf(money.values());
    }

    private static Frame.Money money(
            String currency, long orders, long ordersWithoutAmount, BigDecimal gross, BigDecimal refunds) {
        return new Frame.Money(
                currency,
                orders,
                ordersWithoutAmount,
                Amounts.text(gross),
                Amounts.text(refunds),
                Amounts.text(gross.subtract(refunds)),
                Amounts.average(gross, orders - ordersWithoutAmount));
    }

    /** From the row of that name; null where there is none. */
    static Frame.Comparison comparison(List<Row> days) {
        Map<String, Frame.EarlierDay> byName =
                days.stream().collect(Collectors.toMap(row -> row.text("name"), FrameRows::earlierDay));
        return new Frame.Comparison(byName.get("yesterday"), byName.get("last_week"));
    }

    private static Frame.EarlierDay earlierDay(Row row) {
        long sessions = row.count("sessions");
        long orders = row.count("orders");
        BigDecimal gross = row.amount("gross_revenue");
        return new Frame.EarlierDay(
                row.count("events"),
                sessions,
                Amounts.ratio(row.count("sessions_with_order"), sessions),
                orders,
                Amounts.text(gross),
                Amounts.average(gross, orders - row.count("orders_without_amount")));
    }

    /** @param now the row of everywhere, then one per country; a country that only has sessions of earlier visitors is left out */
    static Frame.Live live(List<Row> now, @Nullable BigDecimal eventsPerSecond) {
        Row everywhere = now.get(0);
        return new Frame.Live(
                everywhere.count("visitors_now"),
                eventsPerSecond,
                everywhere.count("carts_now"),
                everywhere.count("checkouts_now"),
                everywhere.count("purchased_now"),
                now.stream()
                        .skip(1)
                        .map(row -> new Frame.CountryVisitors(row.textOrNull("country"), row.count("visitors_now")))
                        .filter(country -> country.visitors() > 0)
                        .toList());
    }

    static Frame.NewestOrder newestOrder(Row row) {
        return new Frame.NewestOrder(
                row.text("order_id"),
                row.time("ordered_at").toString(),
                Amounts.textOrNull(row.amountOrNull("amount")),
                row.text("currency"),
                row.textOrNull("country"),
                row.count("items"),
                row.textOrNull("product"));
    }

    static Frame.Minute minute(Row row, Instant at) {
        Instant minute = row.time("minute");
        return new Frame.Minute(
                minute.toString(),
                row.count("events"),
                row.count("sessions"),
                row.count("orders"),
                Amounts.text(row.amount("gross_revenue")),
                Duration.between(minute, at).compareTo(ALLOWED_LATENESS) < 0);
    }

    static Frame.BestSeller bestSeller(Row row) {
        return new Frame.BestSeller(
                row.text("product_id"),
                row.textOrNull("product_name"),
                row.count("units"),
                Amounts.text(row.amount("revenue")),
                row.text("currency"));
    }

    static Frame.NewestEvent newestEvent(Row row) {
        return new Frame.NewestEvent(
                row.text("event_id"),
                row.time("event_time").toString(),
                row.time("stored_at").toString(),
                row.text("event_type"),
                row.text("visitor_id"),
                row.textOrNull("product_name"),
                Amounts.textOrNull(row.amountOrNull("amount")),
                row.text("currency"),
                row.textOrNull("country"));
    }

    static Frame.ReasonSum reasonSum(Row row) {
        return new Frame.ReasonSum(
                row.text("reason"),
                row.count("dead_letters"),
                row.time("last_at").toString());
    }

    static Frame.Partition partition(Row row) {
        long stored = row.count("stored");
        long duplicates = row.count("duplicates");
        long dead = row.count("dead");
        long received = row.count("next_offset") - row.count("first_offset") - row.count("gaps");
        return new Frame.Partition(
                row.text("topic"),
                row.count("partition"),
                row.count("first_offset"),
                row.count("next_offset"),
                received,
                stored,
                duplicates,
                dead,
                row.count("gaps"),
                row.count("lost"),
                received == stored + duplicates + dead,
                row.time("updated_at").toString());
    }

    static <T> List<T> each(List<Row> rows, Function<Row, T> part) {
        return rows.stream().map(part).toList();
    }
}
