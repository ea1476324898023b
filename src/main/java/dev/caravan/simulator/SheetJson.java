package dev.caravan.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the sheet: money as decimal text, moments as ISO-8601 in UTC, what is not known as null. */
final class SheetJson {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    ObjectNode done() {
        return json;
    }

    void run(SheetRun run, @Nullable Instant lastSentAt, @Nullable Instant from, @Nullable Instant to) {
        json.put("run", run.id());
        json.put("seed", run.seed());
        json.put("scenario", run.scenario());
        json.put("timeZone", run.timeZone().getId());
        json.put("currency", run.currency().getCurrencyCode());
        json.put("openedAt", run.openedAt().toString());
        json.put("startedAt", run.startedAt().toString());
        json.put("lastSentAt", text(lastSentAt));
        json.put("from", text(from));
        json.put("to", text(to));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    void records(long records, long uncertain, long duplicates, Map<Flaw, Long> flaws) {
        long dead = flaws.values().stream().mapToLong(Long::longValue).sum();
        json.put("records", records);
        json.put("uncertain", uncertain);
        json.put("stored", records - duplicates - dead);
        json.put("duplicates", duplicates);
        Map<String, Long> reasons = new TreeMap<>();
        flaws.forEach((flaw, count) -> reasons.merge(flaw.reason(), count, Long::sum));
        put(json.putObject("deadLetters"), reasons);
    }

    void events(Collection<AnswerSheet.Day> days) {
        Map<String, Long> types = new TreeMap<>();
        days.forEach(day -> day.events.forEach((type, count) -> types.merge(type, count, Long::sum)));
        put(json.putObject("events"), types);
    }

    private static void put(ObjectNode into, Map<String, Long> counts) {
        counts.forEach(into::put);
    }

    void visits(long visitors, SheetFigures figures) {
        json.put("visitors", visitors);
        json.put("sessions", figures.total().sessions);
        funnel(json.putObject("funnel"), figures.total());
    }

    private static void funnel(ObjectNode into, SheetFigures.Figures figures) {
        into.put("sessions", figures.sessions);
        into.put("productView", figures.withProductView);
        into.put("cart", figures.withCart);
        into.put("checkout", figures.withCheckout);
        into.put("order", figures.withOrder);
    }

    void orders(SheetFigures figures) {
        orders(json, figures.total());
    }

    private static void orders(ObjectNode into, SheetFigures.Figures figures) {
        into.put("orders", figures.orders);
        into.put("ordersWithoutAmount", figures.ordersWithoutAmount);
        into.put("conflictingOrders", figures.conflictingOrders);
        ArrayNode revenue = into.putArray("revenue");
        figures.money.forEach((currency, money) -> revenue.addObject()
                .put("currency", currency)
                .put("orders", money.orders)
                .put("gross", text(money.gross))
                .put("refunds", text(money.refunds))
                .put("net", text(money.gross.subtract(money.refunds))));
    }

    private static String text(BigDecimal amount) {
        return amount.toPlainString();
    }

    void leftCarts(Instant at, SheetFigures figures) {
        ObjectNode carts = json.putObject("abandonedCarts");
        carts.put("at", at.toString());
        carts.put("sessions", figures.leftCarts());
        ArrayNode values = carts.putArray("value");
        figures.inLeftCarts().forEach((currency, amount) -> {
            if (amount.signum() != 0) {
                values.addObject().put("currency", currency).put("amount", text(shortened(amount, currency)));
            }
        });
    }

    /** Without zeros at the end, but with the decimals that the currency has. */
    private static BigDecimal shortened(BigDecimal amount, String currency) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(
                Math.max(shortest.scale(), Currency.getInstance(currency).getDefaultFractionDigits()));
    }

    void products(List<SheetProducts.Row> best) {
        ArrayNode products = json.putArray("topProducts");
        for (SheetProducts.Row row : best) {
            products.addObject()
                    .put("productId", row.productId())
                    .put("currency", row.currency())
                    .put("views", row.views())
                    .put("cartAdds", row.cartAdds())
                    .put("orders", row.orders())
                    .put("units", row.units())
                    .put("revenue", text(row.revenue()));
        }
    }

    /** @param days every day on which something happened: what the figures count happened on one of them */
    void days(Map<LocalDate, AnswerSheet.Day> days, SheetFigures figures) {
        ArrayNode into = json.putArray("days");
        days.forEach((date, day) -> {
            ObjectNode one = into.addObject();
            one.put("day", date.toString());
            put(one.putObject("events"), day.events);
            one.put("visitors", day.visitors);
            one.put("sessions", figures.of(date).sessions);
            funnel(one.putObject("funnel"), figures.of(date));
            orders(one, figures.of(date));
        });
    }
}
