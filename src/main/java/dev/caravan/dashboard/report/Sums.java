package dev.caravan.dashboard.report;

import dev.caravan.dashboard.Amounts;
import dev.caravan.dashboard.Row;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one bucket of time, or of all of them; money in one currency. Not thread-safe. */
final class Sums {
    private long sessions;
    private long pageViews;
    private final long[] reached = new long[4];
    private long orders;
    private long ordersWithoutAmount;
    private BigDecimal gross = BigDecimal.ZERO;
    private @Nullable BigDecimal refunds = BigDecimal.ZERO;
    private VisitorSketch.@Nullable Count visitors;

    void addSessions(Row row) {
        sessions += row.count("sessions");
        pageViews += row.count("page_views");
        reached[0] += row.count("sessions_with_product_view");
        reached[1] += row.count("sessions_with_cart");
        reached[2] += row.count("sessions_with_checkout");
        reached[3] += row.count("sessions_with_order");
    }

    void addOrders(Row row) {
        orders += row.count("orders");
        ordersWithoutAmount += row.count("orders_without_amount");
        gross = gross.add(row.amount("gross_revenue"));
    }

    void addRefunds(Row row) {
        refunds = refunds == null ? null : refunds.add(row.amount("refunds"));
    }

    void refundsAreNotMeasured() {
        refunds = null;
    }

    void visitors(VisitorSketch.@Nullable Count count) {
        visitors = count;
    }

    long sessions() {
        return sessions;
    }

    /** Sessions that reached product view (0), cart, checkout or order (3). */
    long reached(int step) {
        return reached[step];
    }

    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sessions", sessions);
        fields.put("visitors", visitors == null ? null : visitors.visitors());
        fields.put("visitorsEstimated", visitors != null && visitors.estimated());
        fields.put("pageViews", pageViews);
        fields.put("sessionsWithOrder", reached[3]);
        fields.put("conversion", Amounts.ratio(reached[3], sessions));
        fields.putAll(money());
        return fields;
    }

    Map<String, @Nullable Object> money() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("orders", orders);
        fields.put("ordersWithoutAmount", ordersWithoutAmount);
        fields.put("grossRevenue", Amounts.text(gross));
        fields.put("refunds", Amounts.textOrNull(refunds));
        fields.put("netRevenue", refunds == null ? null : Amounts.text(gross.subtract(refunds)));
        fields.put("averageOrderValue", Amounts.average(gross, orders - ordersWithoutAmount));
        return fields;
    }
}
