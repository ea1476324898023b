package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a batch adds to {@code metrics_minute}; corrections of earlier rows are negative. */
final class MinuteDeltas {

    /** The changes of one row. */
    static final class Row {
        long events;
        long pageViews;
        long productViews;
        long cartAdds;
        long checkouts;
        long purchaseEvents;
        long sessions;
        long sessionsWithProductView;
        long sessionsWithCart;
        long sessionsWithCheckout;
        long sessionsWithOrder;
    }

    private final SortedMap<Instant, Row> rows = new TreeMap<>();

    /** By minute. */
    SortedMap<Instant, Row> rows() {
        return rows;
    }

    void add(Event event) {
        Row row = row(event.eventTime());
        row.events++;
        switch (event.type().code()) {
            case "page_view" -> row.pageViews++;
            case "product_view" -> row.productViews++;
            case "add_to_cart" -> row.cartAdds++;
            case "checkout_start", "checkout_step", "payment_info" -> row.checkouts++;
            case "purchase" -> row.purchaseEvents++;
            default -> {
                // counts as an event only
            }
        }
    }

    void addSession(SessionRow session) {
        addSession(session.startedAt(), session.reach());
    }

    /** @param reach as {@link SessionRow#reach()} */
    void addSession(Instant startedAt, int reach) {
        count(startedAt, reach, 1);
    }

    void removeSession(SessionRow session) {
        removeSession(session.startedAt(), session.reach());
    }

    void removeSession(Instant startedAt, int reach) {
        count(startedAt, reach, -1);
    }

    private void count(Instant startedAt, int reach, int sign) {
        Row row = row(startedAt);
        row.sessions += sign;
        row.sessionsWithProductView += reach >= 1 ? sign : 0;
        row.sessionsWithCart += reach >= 2 ? sign : 0;
        row.sessionsWithCheckout += reach >= 3 ? sign : 0;
        row.sessionsWithOrder += reach >= 4 ? sign : 0;
    }

    private Row row(Instant at) {
        return rows.computeIfAbsent(at.truncatedTo(ChronoUnit.MINUTES), minute -> new Row());
    }
}
