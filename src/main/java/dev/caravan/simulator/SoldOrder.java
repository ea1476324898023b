package dev.caravan.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One order: every purchase that names it, from which all about it is computed when asked. About 600 bytes with one purchase of two
 * lines. Not thread-safe.
 */
final class SoldOrder {

    static final Comparator<Act> BY_TIME = Comparator.comparing(Act::time).thenComparing(Act::eventId);

    private final List<Act> purchases = new ArrayList<>(1);

    void add(Act purchase) {
        purchases.add(purchase);
        purchases.sort(BY_TIME);
    }

    /** The time of the first purchase. */
    Instant at() {
        return purchases.get(0).time();
    }

    /** The first in time that is stated, else the sum of the first goods; null when neither is there. */
    @Nullable
    BigDecimal amount() {
        Act decisive = decisive();
        return decisive.revenue() != null ? decisive.revenue() : worth(goods(decisive));
    }

    /** That of the purchase which gives the amount; of the first, when none does. */
    String currency() {
        return decisive().currency();
    }

    /** Whether two purchases state different amounts or currencies. */
    boolean conflicting() {
        List<Act> stating =
                purchases.stream().filter(act -> act.revenue() != null).toList();
        return stating.stream().anyMatch(act -> !sameAmount(act, stating.get(0)));
    }

    private static boolean sameAmount(Act one, Act other) {
        return one.currency().equals(other.currency())
                && Objects.requireNonNull(one.revenue()).compareTo(Objects.requireNonNull(other.revenue())) == 0;
    }

    /** What was ordered: the goods of the first purchase that names any. */
    List<ActLine> lines() {
        return goods(first(act -> !goods(act).isEmpty(), act -> true));
    }

    private Act decisive() {
        return first(act -> act.revenue() != null, act -> !goods(act).isEmpty());
    }

    /** The first that fits, else the first that fits the second best, else the first. */
    private Act first(Predicate<Act> best, Predicate<Act> secondBest) {
        return purchases.stream()
                .filter(best)
                .findFirst()
                .or(() -> purchases.stream().filter(secondBest).findFirst())
                .orElse(purchases.get(0));
    }

    /** The items; of a purchase or a refund without any, the product that it names. */
    static List<ActLine> goods(Act act) {
        if (!act.lines().isEmpty() || act.product() == null || act.type().equals("order_cancel")) {
            return act.lines();
        }
        return List.of(act.product());
    }

    /** Σ price × quantity; null for no goods. */
    static @Nullable BigDecimal worth(List<ActLine> goods) {
        return goods.stream().map(ActLine::amount).reduce(BigDecimal::add).orElse(null);
    }
}
