package dev.caravan.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions, orders and money, in total and by the shop's day. Not thread-safe. */
final class SheetFigures {

    private final ShopCalendar calendar;
    private final long untouchedSinceMs;
    private final Figures total = new Figures();
    private final Map<LocalDate, Figures> days = new TreeMap<>();
    private final Map<String, BigDecimal> inLeftCarts = new TreeMap<>();
    private long leftCarts;

    /** Of all days, or of one. */
    static final class Figures {
        long sessions;
        long withProductView;
        long withCart;
        long withCheckout;
        long withOrder;
        long orders;
        long ordersWithoutAmount;
        long conflictingOrders;
        final Map<String, Money> money = new TreeMap<>();

        private Money money(String currency) {
            return money.computeIfAbsent(currency, key -> new Money());
        }
    }

    /** Of one currency. */
    static final class Money {
        long orders;
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal refunds = BigDecimal.ZERO;
    }

    /** @param untouchedSinceMs a cart counts as left if nobody has touched it since */
    SheetFigures(ShopCalendar calendar, long untouchedSinceMs) {
        this.calendar = calendar;
        this.untouchedSinceMs = untouchedSinceMs;
    }

    Figures total() {
        return total;
    }

    Figures of(LocalDate day) {
        return days.computeIfAbsent(day, key -> new Figures());
    }

    long leftCarts() {
        return leftCarts;
    }

    /** What lies in the carts that were left, by currency. */
    Map<String, BigDecimal> inLeftCarts() {
        return inLeftCarts;
    }

    /** A session counts on the day on which it starts. */
    void addVisit(long startMs, long endMs, int steps) {
        addVisit(total, steps);
        addVisit(of(calendar.dayOf(startMs)), steps);
        leftCarts += VisitStep.leftACart(steps) && endMs <= untouchedSinceMs ? 1 : 0;
    }

    private static void addVisit(Figures to, int steps) {
        to.sessions++;
        to.withProductView += VisitStep.reached(steps, VisitStep.VIEW) ? 1 : 0;
        to.withCart += VisitStep.reached(steps, VisitStep.CART) ? 1 : 0;
        to.withCheckout += VisitStep.reached(steps, VisitStep.CHECKOUT) ? 1 : 0;
        to.withOrder += VisitStep.reached(steps, VisitStep.ORDER) ? 1 : 0;
    }

    /** An order counts on the day of its first purchase. */
    void addOrder(SoldOrder order) {
        BigDecimal amount = order.amount();
        addOrder(total, order, amount);
        addOrder(of(calendar.dayOf(order.at().toEpochMilli())), order, amount);
    }

    private static void addOrder(Figures to, SoldOrder order, @Nullable BigDecimal amount) {
        Money money = to.money(order.currency());
        to.orders++;
        money.orders++;
        to.conflictingOrders += order.conflicting() ? 1 : 0;
        if (amount == null) {
            to.ordersWithoutAmount++;
        } else {
            money.gross = money.gross.add(amount);
        }
    }

    /** A refund or a cancellation counts on its own day. */
    void addReturn(Act act, SheetOrders.Amount amount) {
        addReturn(total.money(amount.currency()), amount.value());
        addReturn(of(calendar.dayOf(act.time().toEpochMilli())).money(amount.currency()), amount.value());
    }

    private static void addReturn(Money to, BigDecimal amount) {
        to.refunds = to.refunds.add(amount);
    }
}
