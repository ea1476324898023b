package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was looked at, put into carts and sold of each product. Not thread-safe. */
final class SheetProducts {

    private final Map<Key, Seen> seen = new HashMap<>();

    record Key(String productId, String currency) {}

    private static final class Seen {
        private long views;
        private long cartAdds;
    }

    /** One product in one currency. */
    record Row(
            String productId, String currency, long views, long cartAdds, long orders, long units, BigDecimal revenue) {

        private static final Comparator<Row> BEST_FIRST = Comparator.comparingLong(Row::units)
                .thenComparing(Row::revenue)
                .reversed()
                .thenComparing(Row::productId)
                .thenComparing(Row::currency);
    }

    void add(Act act) {
        ActLine product = act.product();
        boolean view = act.type().equals("product_view");
        if (product != null && (view || act.type().equals("add_to_cart"))) {
            Seen of = seen.computeIfAbsent(new Key(product.productId(), act.currency()), key -> new Seen());
            of.views += view ? 1 : 0;
            of.cartAdds += view ? 0 : 1;
        }
    }

    /** The products of which most units were sold; of two the one that brought more. */
    List<Row> best(Iterable<SoldOrder> orders, int most) {
        Map<Key, Row> rows = new HashMap<>();
        seen.forEach((key, of) ->
                rows.put(key, new Row(key.productId(), key.currency(), of.views, of.cartAdds, 0, 0, BigDecimal.ZERO)));
        for (SoldOrder order : orders) {
            Set<String> inOrder = new HashSet<>();
            for (ActLine line : order.lines()) {
                rows.merge(
                        new Key(line.productId(), order.currency()),
                        sold(line, order.currency(), inOrder.add(line.productId())),
                        SheetProducts::sum);
            }
        }
        return rows.values().stream().sorted(Row.BEST_FIRST).limit(most).toList();
    }

    private static Row sold(ActLine line, String currency, boolean firstOfOrder) {
        return new Row(line.productId(), currency, 0, 0, firstOfOrder ? 1 : 0, line.quantity(), line.amount());
    }

    private static Row sum(Row one, Row other) {
        return new Row(
                one.productId,
                one.currency,
                one.views + other.views,
                one.cartAdds + other.cartAdds,
                one.orders + other.orders,
                one.units + other.units,
                one.revenue.add(other.revenue));
    }
}
