package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a batch adds to {@code metrics_minute}; corrections of earlier rows are negative. */
final class MinuteDeltas {

    /** The counting columns of {@code metrics_minute}, in the order of the table. */
    enum Column {
        EVENTS,
        PAGE_VIEWS,
        PRODUCT_VIEWS,
        CART_ADDS,
        CHECKOUTS,
        PURCHASE_EVENTS,
        SESSIONS,
        SESSIONS_WITH_PRODUCT_VIEW,
        SESSIONS_WITH_CART,
        SESSIONS_WITH_CHECKOUT,
        SESSIONS_WITH_ORDER
    }

    private final SortedMap<Instant, long[]> counts = new TreeMap<>();

    /** By minute, the counts in the order of {@link Column}. */
    SortedMap<Instant, long[]> counts() {
        return counts;
    }

    void add(Event event) {
        long[] row = row(event.eventTime());
        row[Column.EVENTS.ordinal()]++;
        switch (event.type().code()) {
            case "page_view" -> row[Column.PAGE_VIEWS.ordinal()]++;
            case "product_view" -> row[Column.PRODUCT_VIEWS.ordinal()]++;
            case "add_to_cart" -> row[Column.CART_ADDS.ordinal()]++;
            case "checkout_start", "checkout_step", "payment_info" -> row[Column.CHECKOUTS.ordinal()]++;
            case "purchase" -> row[Column.PURCHASE_EVENTS.ordinal()]++;
            default -> {
                // counts as an event only
            }
        }
    }

    void addSession(SessionRow session) {
        count(session, 1);
    }

    void removeSession(SessionRow session) {
        count(session, -1);
    }

    private void count(SessionRow session, int sign) {
        long[] row = row(session.startedAt());
        row[Column.SESSIONS.ordinal()] += sign;
        row[Column.SESSIONS_WITH_PRODUCT_VIEW.ordinal()] += session.hasProductView() ? sign : 0;
        row[Column.SESSIONS_WITH_CART.ordinal()] += session.hasCart() ? sign : 0;
        row[Column.SESSIONS_WITH_CHECKOUT.ordinal()] += session.hasCheckout() ? sign : 0;
        row[Column.SESSIONS_WITH_ORDER.ordinal()] += session.hasOrder() ? sign : 0;
    }

    private long[] row(Instant at) {
        return counts.computeIfAbsent(at.truncatedTo(ChronoUnit.MINUTES), minute -> new long[Column.values().length]);
    }
}
