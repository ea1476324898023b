package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The sessions of acts without a session id: a visitor's acts belong together while less than 30 minutes lie between one and the next. A
 * late act may begin a session, stretch it or join two. About 300 bytes a session. Not thread-safe.
 */
final class UnnamedVisits {

    private static final long IDLE_MS = 30 * 60_000L;

    private final Map<String, List<Span>> spans = new HashMap<>();
    private int size;

    /** Moments of one visitor that belong together. */
    private static final class Span {
        private long startMs;
        private long endMs;
        private int steps;
        private final Map<String, BigDecimal> cart = new HashMap<>(2);

        Span(long ms, int step) {
            startMs = ms;
            endMs = ms;
            steps = step;
        }

        boolean belongsTo(Span other) {
            return startMs - other.endMs < IDLE_MS && other.startMs - endMs < IDLE_MS;
        }

        void join(Span other) {
            startMs = Math.min(startMs, other.startMs);
            endMs = Math.max(endMs, other.endMs);
            steps |= other.steps;
            other.cart.forEach((currency, amount) -> cart.merge(currency, amount, BigDecimal::add));
        }
    }

    int size() {
        return size;
    }

    /** @param inCart what this act put into the cart, negative for what it took out */
    void add(String visitorId, long ms, int step, String currency, BigDecimal inCart) {
        Span act = new Span(ms, step);
        if (inCart.signum() != 0) {
            act.cart.put(currency, inCart);
        }
        List<Span> ofVisitor = spans.computeIfAbsent(visitorId, visitor -> new ArrayList<>(2));
        List<Span> touched = new ArrayList<>(2);
        for (Iterator<Span> each = ofVisitor.iterator(); each.hasNext(); ) {
            Span span = each.next();
            if (span.belongsTo(act)) {
                touched.add(span);
                each.remove();
            }
        }
        touched.forEach(act::join);
        ofVisitor.add(act);
        size += 1 - touched.size();
    }

    /** Each session once. */
    void forEach(VisitStep.Consumer consumer) {
        spans.values()
                .forEach(ofVisitor -> ofVisitor.forEach(span -> consumer.accept(span.startMs, span.endMs, span.steps)));
    }

    /** Adds what lies in the carts that were left and that nobody has touched since. */
    void addLeftCarts(long untouchedSinceMs, Map<String, BigDecimal> amounts) {
        for (List<Span> ofVisitor : spans.values()) {
            for (Span span : ofVisitor) {
                if (VisitStep.leftACart(span.steps) && span.endMs <= untouchedSinceMs) {
                    span.cart.forEach((currency, amount) -> amounts.merge(currency, amount, BigDecimal::add));
                }
            }
        }
    }
}
