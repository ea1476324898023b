package dev.caravan.warehouse;

import dev.caravan.event.ByteOrder;
import dev.caravan.event.Event;
import dev.caravan.event.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch adds to {@code product_stats}; corrections of earlier orders are negative. */
final class ProductDeltas {

    record Key(LocalDate day, String productId, String currency) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::day).thenComparing(Key::productId).thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** The changes of one row. Name and category are each the last in event time; of two of the same instant the greater one. */
    static final class Row {
        long views;
        long clicks;
        long cartAdds;
        long cartRemoves;
        long orders;
        long units;
        BigDecimal revenue = BigDecimal.ZERO;

        @Nullable
        String productName;

        @Nullable
        Instant namedAt;

        @Nullable
        String category;

        @Nullable
        Instant categoryAt;

        private void describe(Item item, Instant at) {
            String name = item.productName();
            if (name != null && isLater(name, at, productName, namedAt)) {
                productName = name;
                namedAt = at;
            }
            String itsCategory = item.category();
            if (itsCategory != null && !itsCategory.isEmpty() && isLater(itsCategory, at, category, categoryAt)) {
                category = itsCategory;
                categoryAt = at;
            }
        }

        private static boolean isLater(String text, Instant at, @Nullable String known, @Nullable Instant knownAt) {
            if (known == null || knownAt == null) {
                return true;
            }
            int byTime = at.compareTo(knownAt);
            return byTime > 0 || (byTime == 0 && ByteOrder.compare(text, known) > 0);
        }

        /** True if the row says something, whatever happens to its orders. */
        boolean isLasting() {
            return namedAt != null || categoryAt != null || views + clicks + cartAdds + cartRemoves > 0;
        }
    }

    private final ZoneId shopTimeZone;
    private final SortedMap<Key, Row> rows = new TreeMap<>();

    ProductDeltas(ZoneId shopTimeZone) {
        this.shopTimeZone = shopTimeZone;
    }

    SortedMap<Key, Row> rows() {
        return rows;
    }

    /** Views, clicks, carts, names and categories. What was ordered comes with the order, which knows which of its events counts. */
    void add(Event event) {
        Item product = event.product();
        if (product != null && product.productId() != null) {
            Row row = row(event.eventTime(), product.productId(), event.currency());
            row.describe(product, event.eventTime());
            switch (event.type().code()) {
                case "product_view" -> row.views++;
                case "product_click" -> row.clicks++;
                case "add_to_cart" -> row.cartAdds++;
                case "remove_from_cart" -> row.cartRemoves++;
                default -> {
                    // gives name and category only
                }
            }
        }
        for (Item item : event.items()) {
            if (item.productId() != null) {
                row(event.eventTime(), item.productId(), event.currency()).describe(item, event.eventTime());
            }
        }
    }

    void addOrder(OrderRow order) {
        add(order, 1);
    }

    void removeOrder(OrderRow order) {
        add(order, -1);
    }

    private void add(OrderRow order, int sign) {
        Set<String> seen = new HashSet<>();
        for (Item item : order.items()) {
            if (item.productId() == null) {
                continue;
            }
            Row row = row(order.orderedAt(), item.productId(), order.currency());
            row.orders += seen.add(item.productId()) ? sign : 0;
            row.units += (long) sign * item.units();
            BigDecimal amount = item.amount();
            if (amount != null) {
                row.revenue = row.revenue.add(amount.multiply(BigDecimal.valueOf(sign)));
            }
        }
    }

    private Row row(Instant at, String productId, String currency) {
        return rows.computeIfAbsent(
                new Key(at.atZone(shopTimeZone).toLocalDate(), productId, currency), key -> new Row());
    }
}
