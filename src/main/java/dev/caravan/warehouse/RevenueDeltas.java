package dev.caravan.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a batch adds to {@code revenue_minute}; corrections of earlier orders are negative. */
final class RevenueDeltas {

    record Key(Instant minute, String currency) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::minute).thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Orders, those of them whose amount nobody knows, and the sum of the others. */
    record Sum(long orders, long ordersWithoutAmount, BigDecimal grossRevenue) {
        Sum plus(Sum other) {
            return new Sum(
                    orders + other.orders,
                    ordersWithoutAmount + other.ordersWithoutAmount,
                    grossRevenue.add(other.grossRevenue));
        }
    }

    private final SortedMap<Key, Sum> sums = new TreeMap<>();

    SortedMap<Key, Sum> sums() {
        return sums;
    }

    void addOrder(OrderRow order) {
        add(order, 1);
    }

    void removeOrder(OrderRow order) {
        add(order, -1);
    }

    private void add(OrderRow order, int sign) {
        BigDecimal amount = order.decision().amount();
        Sum sum = new Sum(
                sign,
                amount == null ? sign : 0,
                amount == null ? BigDecimal.ZERO : amount.multiply(BigDecimal.valueOf(sign)));
        sums.merge(new Key(order.orderedAt().truncatedTo(ChronoUnit.MINUTES), order.currency()), sum, Sum::plus);
    }
}
