package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Item;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code orders} and {@code order_items}. New purchase events are folded into orders here, those into what is stored, and the
 * difference goes to revenue and product metrics. An order is locked by its id, whether it exists or not.
 */
final class OrdersTable {
    private static final String LOCK = Sql.of("lock-orders");
    private static final String SELECT = Sql.of("select-orders");
    private static final String SELECT_ITEMS = Sql.of("select-order-items");
    private static final String UPSERT = Sql.of("upsert-orders");
    private static final String DELETE_ITEMS = Sql.of("delete-order-items");
    private static final String INSERT_ITEMS = Sql.of("insert-order-items");

    private final Connection connection;
    private final RevenueDeltas revenue;
    private final ProductDeltas products;

    OrdersTable(Connection connection, RevenueDeltas revenue, ProductDeltas products) {
        this.connection = connection;
        this.revenue = revenue;
        this.products = products;
    }

    /** @param events newly stored ones */
    void add(List<Event> events) throws SQLException {
        Map<String, OrderRow> sent = new TreeMap<>();
        for (Event event : events) {
            if (event.type().code().equals("purchase")) {
                OrderRow order = OrderRow.of(event);
                sent.merge(order.orderId(), order, OrderRow::merge);
            }
        }
        if (sent.isEmpty()) {
            return;
        }
        lock(sent.keySet());
        Map<String, OrderRow> stored = select(sent.keySet());
        List<OrderRow> now = new ArrayList<>();
        List<OrderRow> withNewLines = new ArrayList<>();
        sent.forEach((id, order) -> {
            OrderRow was = stored.get(id);
            OrderRow is = was == null ? order : was.merge(order);
            if (was != null) {
                revenue.removeOrder(was);
                products.removeOrder(was);
            }
            revenue.addOrder(is);
            products.addOrder(is);
            now.add(is);
            if (was == null || !Objects.equals(linesBy(is), linesBy(was))) {
                withNewLines.add(is);
            }
        });
        upsert(now);
        replaceItems(withNewLines);
    }

    private static @Nullable EventKey linesBy(OrderRow order) {
        OrderRow.Lines lines = order.lines();
        return lines == null ? null : lines.event();
    }

    private void lock(Collection<String> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.execute();
        }
    }

    private Map<String, OrderRow> select(Collection<String> ids) throws SQLException {
        Map<String, List<Item>> items = selectItems(ids);
        Map<String, OrderRow> orders = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OrderRow order = read(row, items.getOrDefault(row.getString("order_id"), List.of()));
                    orders.put(order.orderId(), order);
                }
            }
        }
        return orders;
    }

    private Map<String, List<Item>> selectItems(Collection<String> ids) throws SQLException {
        Map<String, List<Item>> items = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_ITEMS)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    items.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Item(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getBigDecimal(7),
                                    row.getInt(8)));
                }
            }
        }
        return items;
    }

    private static OrderRow read(ResultSet row, List<Item> items) throws SQLException {
        return new OrderRow(
                row.getString("order_id"),
                new OrderRow.First(
                        key(row, "first_event_id", "ordered_at"),
                        row.getString("visitor_id"),
                        row.getString("session_id"),
                        row.getString("country"),
                        row.getString("device_type")),
                new OrderRow.Decision(
                        OrderRow.AmountFrom.valueOf(row.getString("amount_from").toUpperCase(Locale.ROOT)),
                        key(row, "decided_by", "decided_at"),
                        row.getString("currency"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("tax"),
                        row.getBigDecimal("shipping"),
                        row.getBigDecimal("discount"),
                        row.getString("coupon")),
                row.getObject("items_by") == null ? null : new OrderRow.Lines(key(row, "items_by", "items_at"), items),
                row.getInt("purchase_events"),
                row.getBoolean("conflicting"));
    }

    private static EventKey key(ResultSet row, String eventId, String eventTime) throws SQLException {
        return new EventKey(
                row.getObject(eventId, UUID.class), row.getTimestamp(eventTime).toInstant());
    }

    private void upsert(List<OrderRow> orders) throws SQLException {
        Columns rows = new Columns(
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ,
                ColumnType.UUID,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.NUMERIC,
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ,
                ColumnType.UUID,
                ColumnType.NUMERIC,
                ColumnType.NUMERIC,
                ColumnType.NUMERIC,
                ColumnType.TEXT,
                ColumnType.TIMESTAMPTZ,
                ColumnType.UUID,
                ColumnType.INTEGER,
                ColumnType.BOOLEAN);
        orders.forEach(order -> add(rows, order));
        rows.execute(connection, UPSERT);
    }

    private static void add(Columns rows, OrderRow order) {
        OrderRow.First first = order.first();
        OrderRow.Decision decision = order.decision();
        OrderRow.Lines lines = order.lines();
        rows.add(
                order.orderId(),
                first.event().eventTime(),
                first.event().eventId(),
                first.visitorId(),
                first.sessionId(),
                first.country(),
                first.deviceType(),
                decision.currency(),
                decision.amount(),
                decision.from().name().toLowerCase(Locale.ROOT),
                decision.event().eventTime(),
                decision.event().eventId(),
                decision.tax(),
                decision.shipping(),
                decision.discount(),
                decision.coupon(),
                lines == null ? null : lines.event().eventTime(),
                lines == null ? null : lines.event().eventId(),
                order.purchaseEvents(),
                order.conflicting());
    }

    private void replaceItems(List<OrderRow> orders) throws SQLException {
        if (orders.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE_ITEMS)) {
            Object[] ids = orders.stream().map(OrderRow::orderId).toArray();
            statement.setArray(1, connection.createArrayOf("text", ids));
            statement.executeUpdate();
        }
        Columns rows = new Columns(
                ColumnType.TEXT,
                ColumnType.INTEGER,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.NUMERIC,
                ColumnType.INTEGER);
        for (OrderRow order : orders) {
            int line = 0;
            for (Item item : order.items()) {
                line++;
                BigDecimal price = item.price();
                rows.add(
                        order.orderId(),
                        line,
                        item.productId(),
                        item.productName(),
                        item.category(),
                        item.brand(),
                        item.variant(),
                        price,
                        item.units());
            }
        }
        rows.execute(connection, INSERT_ITEMS);
    }
}
