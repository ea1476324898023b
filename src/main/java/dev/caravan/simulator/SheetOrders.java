package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The orders, and what was given back of them. Keeps every purchase, refund and cancellation whole. Not thread-safe. */
final class SheetOrders {

    private final Map<String, SoldOrder> orders = new HashMap<>();
    private final List<Act> returned = new ArrayList<>();

    void add(Act act) {
        switch (act.type()) {
            case "purchase" ->
                orders.computeIfAbsent(act.orderId() == null ? act.eventId() : act.orderId(), id -> new SoldOrder())
                        .add(act);
            case "refund", "order_cancel" -> returned.add(act);
            default -> {}
        }
    }

    Collection<SoldOrder> all() {
        return orders.values();
    }

    /** Each refund and cancellation that is worth something known, with its amount in a currency. */
    void forEachReturn(BiConsumer<Act, Amount> consumer) {
        Set<String> whole = new HashSet<>();
        returned.sort(SoldOrder.BY_TIME);
        for (Act act : returned) {
            Amount amount = statedIn(act);
            if (amount == null && act.orderId() != null && whole.add(act.orderId())) {
                amount = wholeOrder(act.orderId());
            }
            if (amount != null) {
                consumer.accept(act, amount);
            }
        }
    }

    private static @Nullable Amount statedIn(Act act) {
        BigDecimal stated = act.revenue() != null ? act.revenue() : SoldOrder.worth(SoldOrder.goods(act));
        return stated == null ? null : new Amount(act.currency(), stated);
    }

    private @Nullable Amount wholeOrder(String orderId) {
        SoldOrder order = orders.get(orderId);
        BigDecimal amount = order == null ? null : order.amount();
        return order == null || amount == null ? null : new Amount(order.currency(), amount);
    }

    record Amount(String currency, BigDecimal value) {}
}
