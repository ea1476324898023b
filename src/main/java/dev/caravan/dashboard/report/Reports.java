package dev.caravan.dashboard.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.dashboard.Amounts;
import dev.caravan.dashboard.BadParameter;
import dev.caravan.dashboard.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The reports: from a request the parameters of the statements, and from the rows that the {@code sql:} steps left in the headers the
 * answer. The query travels as a property of the exchange. Thread-safe.
 */
public final class Reports {
    /** The property of the exchange that holds what was asked. */
    public static final String QUERY = "reportQuery";

    private static final List<String> STEPS = List.of("product_view", "cart", "checkout", "order");
    private static final List<String> REACH = List.of("session", "product_view", "cart", "checkout", "order");

    private final ZoneId zone;
    private final String currency;
    private final Clock clock;

    public Reports(ZoneId zone, String currency, Clock clock) {
        this.zone = zone;
        this.currency = currency;
        this.clock = clock;
    }

    /**
     * The parameters of the statements.
     *
     * @throws BadParameter names what is wrong
     */
    public Map<String, Object> query(
            Exchange exchange,
            @Header("report") String report,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String query,
            @Header("Accept") @Nullable String accept) {
        if (!ReportQuery.isKnown(report)) {
            throw new BadParameter("unknown report, there are " + String.join(", ", ReportQuery.known()));
        }
        boolean csv = accept != null && accept.contains("text/csv");
        ReportQuery parsed =
                ReportQuery.parse(report, query, csv, zone, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        exchange.setProperty(QUERY, parsed);
        Map<String, Object> parameters = parsed.parameters();
        parameters.put("currency", currency);
        return parameters;
    }

    public boolean isOneDay(@ExchangeProperty(QUERY) ReportQuery query) {
        return query.range().isOneDay();
    }

    public boolean isFilteredByVisit(@ExchangeProperty(QUERY) ReportQuery query) {
        return query.isFilteredByVisit();
    }

    /** From {@code sessions}, {@code money}, {@code moneyByDay} and {@code visitors}. */
    public Map<String, ?> overview(@Headers Map<String, Object> read, @ExchangeProperty(QUERY) ReportQuery query) {
        Overview overview = new Overview(query, currency);
        overview.sessions(Row.all(read.get("sessions")));
        overview.orders(Row.all(read.get("money")));
        overview.refunds(Row.all(read.get("moneyByDay")));
        overview.visitors(Row.all(read.get("visitors")));
        return overview.data();
    }

    /** From {@code sessions}. */
    public Map<String, ?> funnel(@Header("sessions") Object sessions, @ExchangeProperty(QUERY) ReportQuery query) {
        Sums now = new Sums();
        Sums before = new Sums();
        for (Row row : Row.all(sessions)) {
            boolean isNow = query.range().isOneDay()
                    ? row.text("period").equals("now")
                    : !LocalDate.parse(row.text("day")).isBefore(query.range().from());
            (isNow ? now : before).addSessions(row);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("steps", steps(now));
        data.put("previous", steps(before));
        return data;
    }

    private static List<Map<String, @Nullable Object>> steps(Sums sums) {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        long before = sums.sessions();
        steps.add(step("session", before, before, before));
        for (int i = 0; i < STEPS.size(); i++) {
            long reached = sums.reached(i);
            steps.add(step(STEPS.get(i), reached, sums.sessions(), before));
            before = reached;
        }
        return steps;
    }

    private static Map<String, @Nullable Object> step(String name, long reached, long all, long before) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("step", name);
        step.put("sessions", reached);
        step.put("ofAll", Amounts.ratio(reached, all));
        step.put("ofPrevious", Amounts.ratio(reached, before));
        step.put("dropOff", before - reached);
        return step;
    }

    /** From {@code rows}. */
    public Map<String, ?> products(@Header("rows") Object found, @ExchangeProperty(QUERY) ReportQuery query) {
        List<Row> rows = Row.all(found);
        int offset = (Integer) query.parameters().getOrDefault("offset", 0);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(
                "rows", rows.stream().limit(query.limit()).map(Reports::product).toList());
        data.put("next", rows.size() > query.limit() ? Integer.toString(offset + query.limit()) : null);
        data.put("total", rows.isEmpty() ? 0 : rows.get(0).count("total"));
        return data;
    }

    private static Map<String, @Nullable Object> product(Row row) {
        boolean seen = row.textOrNull("views") != null;
        Map<String, @Nullable Object> product = new LinkedHashMap<>();
        product.put("productId", row.text("product_id"));
        product.put("productName", row.text("product_name"));
        product.put("category", row.text("category"));
        product.put("currency", row.text("currency"));
        product.put("views", seen ? row.count("views") : null);
        product.put("adds", seen ? row.count("adds") : null);
        product.put("addsPerView", seen ? Amounts.ratio(row.count("adds"), row.count("views")) : null);
        product.put("orders", row.count("orders"));
        product.put("units", row.count("units"));
        product.put("revenue", Amounts.text(row.amount("revenue")));
        product.put("refunds", Amounts.text(row.amount("refunds")));
        return product;
    }

    /** From {@code steps}, {@code sessions} and {@code rows}. */
    public Map<String, ?> carts(@Headers Map<String, Object> read, @ExchangeProperty(QUERY) ReportQuery query)
            throws JsonProcessingException {
        return Carts.data(read, query);
    }

    /** From {@code sessions}, {@code money} and {@code visitors}. */
    public Map<String, ?> breakdown(@Headers Map<String, Object> read, @ExchangeProperty(QUERY) ReportQuery query) {
        return Breakdown.data(read, query);
    }

    /** From {@code rows}. */
    public Map<String, ?> retention(@Header("rows") Object found, @ExchangeProperty(QUERY) ReportQuery query) {
        if (query.text("dimension").equals("several")) {
            throw new BadParameter("retention takes one filter, were "
                    + String.join(", ", query.filters().keySet()));
        }
        Map<LocalDate, List<Long>> cohorts = new TreeMap<>();
        for (Row row : Row.all(found)) {
            LocalDate cohort = LocalDate.parse(row.text("cohort_week"));
            int week = (int) (ChronoUnit.DAYS.between(cohort, LocalDate.parse(row.text("week"))) / 7);
            List<Long> returned = cohorts.computeIfAbsent(cohort, first -> new ArrayList<>());
            while (returned.size() < week) {
                returned.add(0L);
            }
            returned.add(row.count("visitors"));
        }
        List<Map<String, Object>> weeks = new ArrayList<>();
        cohorts.forEach((cohort, returned) -> {
            Map<String, Object> week = new LinkedHashMap<>();
            week.put("cohort", cohort.toString());
            week.put("visitors", returned.get(0));
            week.put("returned", returned);
            weeks.add(week);
        });
        return Map.of("weeks", weeks);
    }

    /** From {@code rows}. */
    public Map<String, ?> sessions(@Header("rows") Object found, @ExchangeProperty(QUERY) ReportQuery query) {
        List<Row> rows = Row.all(found);
        List<Row> page = rows.subList(0, Math.min(rows.size(), query.limit()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("rows", page.stream().map(Reports::session).toList());
        Row last = page.isEmpty() ? null : page.get(page.size() - 1);
        data.put(
                "next",
                last != null && rows.size() > page.size()
                        ? ReportQuery.Cursor.behind(last.time("started_at"), last.text("session_id"), "")
                        : null);
        return data;
    }

    private static Map<String, @Nullable Object> session(Row row) {
        Map<String, @Nullable Object> session = new LinkedHashMap<>();
        session.put("sessionId", row.text("session_id"));
        session.put("visitorId", row.text("visitor_id"));
        session.put("startedAt", row.time("started_at").toString());
        session.put("endedAt", row.time("ended_at").toString());
        session.put("events", row.count("events"));
        session.put("pageViews", row.count("page_views"));
        session.put("reached", REACH.get((int) row.count("reach")));
        session.put("source", row.text("source"));
        session.put("device", row.textOrNull("device_type"));
        session.put("country", row.textOrNull("country"));
        session.put("landingPage", row.textOrNull("landing_page"));
        return session;
    }

    /** From {@code session} and {@code rows}. */
    public Map<String, ?> session(@Headers Map<String, Object> read, @ExchangeProperty(QUERY) ReportQuery query) {
        List<Row> session = Row.all(read.get("session"));
        if (session.isEmpty()) {
            throw new BadParameter("id names no session");
        }
        List<Row> rows = Row.all(read.get("rows"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("session", session(session.get(0)));
        data.put(
                "events", rows.stream().limit(query.limit()).map(Reports::event).toList());
        data.put("truncated", rows.size() > query.limit());
        return data;
    }

    /** From {@code rows}. */
    public Map<String, ?> events(@Header("rows") Object found, @ExchangeProperty(QUERY) ReportQuery query) {
        List<Row> rows = Row.all(found);
        List<Row> page = rows.subList(0, Math.min(rows.size(), query.limit()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("rows", page.stream().map(Reports::event).toList());
        Row last = page.isEmpty() ? null : page.get(page.size() - 1);
        data.put(
                "next",
                last != null && rows.size() > page.size()
                        ? ReportQuery.Cursor.behind(last.time("event_time"), last.text("event_id"), "")
                        : null);
        return data;
    }

    private static Map<String, @Nullable Object> event(Row row) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("eventId", row.text("event_id"));
        event.put("eventTime", row.time("event_time").toString());
        event.put("storedAt", row.time("stored_at").toString());
        event.put("type", row.text("event_type"));
        event.put("visitorId", row.text("visitor_id"));
        event.put("sessionId", row.textOrNull("session_id"));
        event.put("productId", row.textOrNull("product_id"));
        event.put("productName", row.textOrNull("product_name"));
        event.put("category", row.textOrNull("category"));
        event.put("quantity", row.textOrNull("quantity") == null ? null : row.count("quantity"));
        event.put("price", Amounts.textOrNull(row.amountOrNull("price")));
        event.put("amount", Amounts.textOrNull(row.amountOrNull("amount")));
        event.put("currency", row.text("currency"));
        event.put("orderId", row.textOrNull("order_id"));
        event.put("pageUrl", row.textOrNull("page_url"));
        event.put("kafkaPartition", row.count("kafka_partition"));
        event.put("kafkaOffset", row.count("kafka_offset"));
        return event;
    }

    /** From {@code rows}. */
    public Map<String, ?> filters(@Header("rows") Object found) {
        Map<String, List<Map<String, Object>>> values = new LinkedHashMap<>();
        ReportQuery.FILTERS.forEach(name -> values.put(name, new ArrayList<>()));
        for (Row row : Row.all(found)) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("value", row.text("value"));
            value.put("sessions", row.count("sessions"));
            values.computeIfAbsent(row.text("dimension"), name -> new ArrayList<>())
                    .add(value);
        }
        return values;
    }

    /** The answer's text, and its type in the header {@code Content-Type}. */
    public String answer(Exchange exchange, @Header("freshness") Object freshness, @Body Map<String, ?> data)
            throws JsonProcessingException {
        ReportQuery query = exchange.getProperty(QUERY, ReportQuery.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        exchange.getMessage().setHeader("X-Content-Type-Options", "nosniff");
        if (query.csv()) {
            String name = "caravan-" + query.report() + "-" + query.range().from() + "-"
                    + query.range().to() + ".csv";
            exchange.getMessage().setHeader("Content-Type", "text/csv; charset=utf-8");
            exchange.getMessage().setHeader("Content-Disposition", "attachment; filename=\"" + name + '"');
            return ReportAnswer.csv(data);
        }
        exchange.getMessage().setHeader("Content-Type", "application/json");
        return ReportAnswer.json(query, Row.all(freshness).get(0), zone, currency, data);
    }
}
