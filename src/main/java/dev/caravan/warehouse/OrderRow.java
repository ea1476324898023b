package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code orders} with its lines. Merging is commutative and associative, so the order in which purchase events arrive makes no
 * difference.
 *
 * @param first the first purchase event
 * @param decision what the order amounts to, and which event says so
 * @param lines the lines and which event gives them; null as long as no event has any
 * @param conflicting true when two events state different amounts or currencies
 */
record OrderRow(
        String orderId,
        First first,
        Decision decision,
        @Nullable Lines lines,
        int purchaseEvents,
        boolean conflicting) {

    record First(
            EventKey event,
            String visitorId,
            @Nullable String sessionId,
            @Nullable String country,
            @Nullable String deviceType) {}

    /** Where the amount comes from. The earlier constant is the better source. */
    enum AmountFrom {
        STATED,
        ITEMS,
        UNKNOWN
    }

    record Decision(
            AmountFrom from,
            EventKey event,
            String currency,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal shipping,
            @Nullable BigDecimal discount,
            @Nullable String coupon) {

        boolean yieldsTo(Decision other) {
            int byRank = from.compareTo(other.from);
            return byRank != 0 ? byRank > 0 : event.compareTo(other.event) > 0;
        }

        boolean contradicts(Decision other) {
            return from == AmountFrom.STATED
                    && other.from == AmountFrom.STATED
                    && (!currency.equals(other.currency) || !sameAmount(amount, other.amount));
        }

        private static boolean sameAmount(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one != null && other != null && one.compareTo(other) == 0;
        }
    }

    record Lines(EventKey event, List<Item> items) {}

    /** The order as one purchase event tells it. */
    static OrderRow of(Event event) {
        EventKey key = EventKey.of(event);
        BigDecimal ofItems = amountOf(event.items());
        BigDecimal stated = event.revenue();
        AmountFrom from = stated != null ? AmountFrom.STATED : ofItems != null ? AmountFrom.ITEMS : AmountFrom.UNKNOWN;
        return new OrderRow(
                orderId(event),
                new First(key, event.visitorId(), event.sessionId(), event.country(), event.deviceType()),
                new Decision(
                        from,
                        key,
                        event.currency(),
                        stated != null ? stated : ofItems,
                        event.tax(),
                        event.shipping(),
                        event.discount(),
                        event.coupon()),
                event.items().isEmpty() ? null : new Lines(key, event.items()),
                1,
                false);
    }

    private static String orderId(Event event) {
        String orderId = event.orderId();
        if (orderId == null) {
            throw new IllegalArgumentException("a purchase has an order_id, event " + event.eventId() + " has none");
        }
        return orderId;
    }

    /** Price × quantity of all; null without items, or when one has no price. */
    static @Nullable BigDecimal amountOf(List<Item> items) {
        BigDecimal sum = null;
        for (Item item : items) {
            BigDecimal amount = item.amount();
            if (amount == null) {
                return null;
            }
            sum = sum == null ? amount : sum.add(amount);
        }
        return sum;
    }

    /** Both together. */
    OrderRow merge(OrderRow other) {
        return new OrderRow(
                orderId,
                first.event().compareTo(other.first.event()) <= 0 ? first : other.first,
                decision.yieldsTo(other.decision) ? other.decision : decision,
                earlier(lines, other.lines),
                purchaseEvents + other.purchaseEvents,
                conflicting || other.conflicting || decision.contradicts(other.decision));
    }

    private static @Nullable Lines earlier(@Nullable Lines one, @Nullable Lines other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.event().compareTo(other.event()) <= 0 ? one : other;
    }

    Instant orderedAt() {
        return first.event().eventTime();
    }

    String currency() {
        return decision.currency();
    }

    List<Item> items() {
        return lines == null ? List.of() : lines.items();
    }
}
