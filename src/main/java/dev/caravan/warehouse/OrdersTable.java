package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Item;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    private static OrderRow.@Nullable Moment linesBy(OrderRow order) {
        OrderRow.Lines lines = order.lines();
        return lines == null ? null : lines.moment();
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
        Timestamp itemsAt = row.getTimestamp("items_at");
        return new OrderRow(
                row.getString("order_id"),
                new OrderRow.First(
                        new OrderRow.Moment(instant(row, "ordered_at"), row.getString("first_event_id")),
                        row.getString("visitor_id"),
                        row.getString("session_id"),
                        row.getString("country"),
                        row.getString("device_type")),
                new OrderRow.Decision(
                        OrderRow.AmountFrom.valueOf(row.getString("amount_from").toUpperCase(Locale.ROOT)),
                        new OrderRow.Moment(instant(row, "decided_at"), row.getString("decided_by")),
                        row.getString("currency"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("tax"),
                        row.getBigDecimal("shipping"),
                        row.getBigDecimal("discount"),
                        row.getString("coupon")),
                itemsAt == null
                        ? null
                        : new OrderRow.Lines(
                                new OrderRow.Moment(itemsAt.toInstant(), row.getString("items_by")), items),
                row.getInt("purchase_events"),
                row.getBoolean("conflicting"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private void upsert(List<OrderRow> orders) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            for (OrderRow order : orders) {
                bind(statement, order);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, OrderRow order) throws SQLException {
        OrderRow.First first = order.first();
        OrderRow.Decision decision = order.decision();
        OrderRow.Lines lines = order.lines();
        @Nullable
        Object[] values = {
            order.orderId(),
            Timestamp.from(first.moment().at()),
            first.moment().eventId(),
            first.visitorId(),
            first.sessionId(),
            first.country(),
            first.deviceType(),
            decision.currency(),
            decision.amount(),
            decision.from().name().toLowerCase(Locale.ROOT),
            Timestamp.from(decision.moment().at()),
            decision.moment().eventId(),
            decision.tax(),
            decision.shipping(),
            decision.discount(),
            decision.coupon(),
            lines == null ? null : Timestamp.from(lines.moment().at()),
            lines == null ? null : lines.moment().eventId(),
            order.purchaseEvents(),
            order.conflicting()
        };
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
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
        Columns rows = new Columns("text", "integer", "text", "text", "text", "text", "text", "numeric", "integer");
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
