package dev.caravan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the simulator has sent, as exact totals: what the tables must say about it. Made of {@link Act}s by the definitions
 * in the README alone, and of nothing that the pipeline is made of, so that a mistake in one is no mistake in the other.
 *
 * <p>Only what Kafka has acknowledged counts. The order in which it comes makes no difference.
 *
 * <p>Memory: 45 bytes a session with an id (75 with a cart), 300 without one, 20 bytes a visitor and 20 more for each of its days, 600
 * bytes an order, a refund or a cancellation. Measured: 70 MB for 2.6 million events of 520,000 visits, 130 MB for 5 million of a
 * million. Names of visitors and sessions are kept as 64-bit keys, see {@link KeyNumbers}. An event costs about 0.4 µs, the JSON 100 ms
 * for a million sessions. Thread-safe.
 */
public final class AnswerSheet {

    /** No cart is left as long as less than that has passed since the last act. */
    private static final long IDLE_MS = 30 * 60_000L;

    private static final int TOP_PRODUCTS = 20;

    private final SheetRun run;
    private final ShopCalendar calendar;
    private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
    private final Map<LocalDate, Day> days = new TreeMap<>();
    private final KeyNumbers visitors = new KeyNumbers();
    private final KeyNumbers visitorDays = new KeyNumbers();
    private final NamedVisits namedVisits = new NamedVisits();
    private final UnnamedVisits unnamedVisits = new UnnamedVisits();
    private final SheetOrders orders = new SheetOrders();
    private final SheetProducts products = new SheetProducts();

    private long records;
    private long uncertain;
    private long duplicates;
    private @Nullable Instant lastSentAt;
    private @Nullable Instant from;
    private @Nullable Instant to;

    /** What happened on one of the shop's days. */
    static final class Day {
        final Map<String, Long> events = new TreeMap<>();
        long visitors;
    }

    public AnswerSheet(SheetRun run) {
        this.run = run;
        this.calendar = new ShopCalendar(run.timeZone());
    }

    /** Sessions so far: what the sheet needs memory for. */
    synchronized int visits() {
        return namedVisits.size() + unnamedVisits.size();
    }

    /**
     * Kafka has these records.
     *
     * @param at when Kafka said so
     * @param again whether they were sent more than once because Kafka's first answer didn't come: it may have them more than once
     */
    public synchronized void sent(List<SimulatedEvent> events, Instant at, boolean again) {
        if (events.isEmpty()) {
            return;
        }
        records += events.size();
        uncertain += again ? events.size() : 0;
        lastSentAt = at;
        events.forEach(this::add);
    }

    private void add(SimulatedEvent event) {
        if (event.flaw() != null) {
            flaws.merge(event.flaw(), 1L, Long::sum);
        } else if (event.resent()) {
            duplicates++;
        } else {
            add(event.act());
        }
    }

    private void add(Act act) {
        long ms = act.time().toEpochMilli();
        LocalDate date = calendar.dayOf(ms);
        Day day = days.computeIfAbsent(date, key -> new Day());
        day.events.merge(act.type(), 1L, Long::sum);
        from = from == null || act.time().isBefore(from) ? act.time() : from;
        to = to == null || act.time().isAfter(to) ? act.time() : to;
        addVisitor(act.visitorId(), date, day);
        addVisit(act, ms);
        orders.add(act);
        products.add(act);
    }

    private void addVisitor(String visitorId, LocalDate date, Day day) {
        long key = KeyNumbers.keyOf(visitorId);
        int before = visitorDays.size();
        visitors.numberOf(key);
        visitorDays.numberOf(KeyNumbers.keyOf(key, date.toEpochDay()));
        day.visitors += visitorDays.size() - before;
    }

    private void addVisit(Act act, long ms) {
        int step = VisitStep.of(act.type());
        BigDecimal inCart = inCart(act);
        if (act.sessionId() == null) {
            unnamedVisits.add(act.visitorId(), ms, step, act.currency(), inCart);
        } else {
            namedVisits.add(act.sessionId(), ms, step, act.currency(), inCart);
        }
    }

    private static BigDecimal inCart(Act act) {
        ActLine product = act.product();
        if (product == null) {
            return BigDecimal.ZERO;
        }
        return switch (act.type()) {
            case "add_to_cart" -> product.amount();
            case "remove_from_cart" -> product.amount().negate();
            default -> BigDecimal.ZERO;
        };
    }

    /** A number that grows with every record that was sent. */
    synchronized long version() {
        return records;
    }

    /** Everything, as of {@code now}: that decides which carts count as left. For the fields see docs/simulator.md. */
    public synchronized ObjectNode json(Instant now) {
        SheetFigures figures = figures(now.toEpochMilli() - IDLE_MS);
        SheetJson json = new SheetJson();
        json.run(run, lastSentAt, from, to);
        json.records(records, uncertain, duplicates, flaws);
        json.events(days.values());
        json.visits(visitors.size(), figures);
        json.orders(figures);
        json.leftCarts(now, figures);
        json.products(products.best(orders.all(), TOP_PRODUCTS));
        json.days(days, figures);
        return json.done();
    }

    private SheetFigures figures(long untouchedSinceMs) {
        SheetFigures figures = new SheetFigures(calendar, untouchedSinceMs);
        namedVisits.forEach(figures::addVisit);
        unnamedVisits.forEach(figures::addVisit);
        namedVisits.addLeftCarts(untouchedSinceMs, figures.inLeftCarts());
        unnamedVisits.addLeftCarts(untouchedSinceMs, figures.inLeftCarts());
        orders.all().forEach(figures::addOrder);
        orders.forEachReturn(figures::addReturn);
        return figures;
    }
}
