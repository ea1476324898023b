package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.EventType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings what is derived up to date with newly stored events, in the transaction that stores them. Tables are always touched in the same
 * order and rows in the order of their keys, or two consumers would deadlock.
 */
final class DerivedTables {
    private static final String UPSERT_VISITORS = Sql.of("upsert-visitors");
    private static final String INSERT_REFUNDS = Sql.of("insert-refunds");
    private static final String UPSERT_PRODUCTS = Sql.of("upsert-product-stats");
    private static final String DELETE_EMPTY_PRODUCTS = Sql.of("delete-empty-product-stats");
    private static final String UPSERT_REVENUE = Sql.of("upsert-revenue-minute");
    private static final String DELETE_EMPTY_REVENUE = Sql.of("delete-empty-revenue-minute");
    private static final String UPSERT_MINUTES = Sql.of("upsert-metrics-minute");

    private final ZoneId shopTimeZone;

    DerivedTables(ZoneId shopTimeZone) {
        this.shopTimeZone = shopTimeZone;
    }

    void add(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        MinuteDeltas minutes = new MinuteDeltas();
        RevenueDeltas revenue = new RevenueDeltas();
        ProductDeltas products = new ProductDeltas(shopTimeZone);
        for (Event event : events) {
            minutes.add(event);
            products.add(event);
        }
        addVisitors(connection, events);
        new SessionsTable(connection, minutes).add(events);
        new OrdersTable(connection, revenue, products).add(events);
        addRefunds(connection, events);
        addProducts(connection, products);
        addRevenue(connection, revenue);
        addMinutes(connection, minutes);
    }

    private static void addVisitors(Connection connection, List<Event> events) throws SQLException {
        Map<String, Instant> firstSeen = new HashMap<>();
        Set<String> sessionsDerived = new HashSet<>();
        for (Event event : events) {
            firstSeen.merge(event.visitorId(), event.eventTime(), (one, other) -> one.isBefore(other) ? one : other);
            if (event.sessionId() == null) {
                sessionsDerived.add(event.visitorId());
            }
        }
        Columns rows = new Columns(ColumnType.TEXT, ColumnType.TIMESTAMPTZ, ColumnType.BOOLEAN);
        new TreeMap<>(firstSeen).forEach((visitor, at) -> rows.add(visitor, at, sessionsDerived.contains(visitor)));
        rows.execute(connection, UPSERT_VISITORS);
    }

    private static void addRefunds(Connection connection, List<Event> events) throws SQLException {
        Columns rows = new Columns(
                ColumnType.UUID,
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.NUMERIC);
        for (Event event : events) {
            String type = event.type().code();
            if (type.equals(EventType.REFUND.code()) || type.equals(EventType.ORDER_CANCEL.code())) {
                rows.add(
                        event.eventId(),
                        type,
                        event.eventTime(),
                        event.orderId(),
                        event.visitorId(),
                        event.currency(),
                        event.revenue() != null ? event.revenue() : OrderRow.amountOf(event.items()));
            }
        }
        rows.execute(connection, INSERT_REFUNDS);
    }

    private static void addProducts(Connection connection, ProductDeltas products) throws SQLException {
        Columns rows = new Columns(
                ColumnType.DATE,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.NUMERIC,
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ,
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ);
        Columns emptied = new Columns(ColumnType.DATE, ColumnType.TEXT, ColumnType.TEXT);
        products.rows().forEach((key, row) -> {
            rows.add(
                    key.day(),
                    key.productId(),
                    key.currency(),
                    row.views,
                    row.clicks,
                    row.cartAdds,
                    row.cartRemoves,
                    row.orders,
                    row.units,
                    row.revenue,
                    row.productName,
                    row.namedAt,
                    row.category,
                    row.categoryAt);
            if (row.orders < 0 || !row.isLasting()) {
                emptied.add(key.day(), key.productId(), key.currency());
            }
        });
        rows.execute(connection, UPSERT_PRODUCTS);
        emptied.execute(connection, DELETE_EMPTY_PRODUCTS);
    }

    private static void addRevenue(Connection connection, RevenueDeltas revenue) throws SQLException {
        Columns rows = new Columns(
                ColumnType.TIMESTAMPTZ, ColumnType.TEXT, ColumnType.BIGINT, ColumnType.BIGINT, ColumnType.NUMERIC);
        Columns emptied = new Columns(ColumnType.TIMESTAMPTZ, ColumnType.TEXT);
        revenue.sums().forEach((key, sum) -> {
            rows.add(key.minute(), key.currency(), sum.orders(), sum.ordersWithoutAmount(), sum.grossRevenue());
            if (sum.orders() < 0) {
                emptied.add(key.minute(), key.currency());
            }
        });
        rows.execute(connection, UPSERT_REVENUE);
        emptied.execute(connection, DELETE_EMPTY_REVENUE);
    }

    private static void addMinutes(Connection connection, MinuteDeltas minutes) throws SQLException {
        Columns rows = new Columns(
                ColumnType.TIMESTAMPTZ,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT);
        minutes.rows()
                .forEach((minute, row) -> rows.add(
                        minute,
                        row.events,
                        row.pageViews,
                        row.productViews,
                        row.cartAdds,
                        row.checkouts,
                        row.purchaseEvents,
                        row.sessions,
                        row.sessionsWithProductView,
                        row.sessionsWithCart,
                        row.sessionsWithCheckout,
                        row.sessionsWithOrder));
        rows.execute(connection, UPSERT_MINUTES);
    }
}
