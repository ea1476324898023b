package dev.caravan.dashboard.report;

import dev.caravan.dashboard.BadParameter;
import dev.caravan.dashboard.QueryString;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for, as the named parameters of its statements. {@code *} stands for a filter that isn't set, since an empty
 * value is one: unknown.
 *
 * @param filters those that are set, by name
 * @param parameters of the statements
 */
record ReportQuery(
        String report, ReportRange range, Map<String, String> filters, Map<String, Object> parameters, boolean csv) {
    static final List<String> FILTERS = List.of("source", "medium", "campaign", "device", "country", "category");
    private static final List<String> OF_ALL = List.of("range", "from", "to", "format");
    private static final Map<String, List<String>> OWN = Map.ofEntries(
            Map.entry("overview", List.of()),
            Map.entry("funnel", List.of()),
            Map.entry("products", List.of("sort", "search", "limit", "after")),
            Map.entry("carts", List.of("limit", "after")),
            Map.entry("breakdown", List.of("by")),
            Map.entry("retention", List.of()),
            Map.entry("sessions", List.of("visitor", "limit", "after")),
            Map.entry("session", List.of("id")),
            Map.entry("events", List.of("type", "product", "order", "visitor", "limit", "after")),
            Map.entry("filters", List.of()));
    private static final List<String> SORTS =
            List.of("revenue", "units", "orders", "views", "adds", "adds_per_view", "refunds");
    private static final List<String> UP_TO_THE_SAME_TIME = List.of("overview", "funnel");
    private static final int ROWS = 50;
    private static final int MOST_ROWS = 1000;
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST_ID = new UUID(-1, -1);

    /** Whether there is such a report. */
    static boolean isKnown(String report) {
        return OWN.containsKey(report);
    }

    static List<String> known() {
        return OWN.keySet().stream().sorted().toList();
    }

    /**
     * @param query the query string, not decoded
     * @throws BadParameter names the parameter and what is allowed
     */
    static ReportQuery parse(String report, @Nullable String query, boolean csvAccepted, ZoneId zone, Instant now) {
        List<String> allowed = new ArrayList<>(OF_ALL);
        allowed.addAll(FILTERS);
        allowed.addAll(OWN.getOrDefault(report, List.of()));
        Map<String, String> given = QueryString.decodeAll(query, allowed);
        Map<String, String> filters = new LinkedHashMap<>();
        FILTERS.stream().filter(given::containsKey).forEach(name -> filters.put(name, given.get(name)));
        if (filters.getOrDefault("category", "-").isEmpty()) {
            throw new BadParameter("category must not be empty; leave it out for all");
        }
        given.values().removeIf(String::isEmpty);
        ReportRange range = ReportRange.of(given, zone, now);
        if (report.equals("session") && !given.containsKey("id")) {
            throw new BadParameter("id is missing: the session_id of a session");
        }
        Map<String, Object> parameters = parameters(report, range, filters, given);
        return new ReportQuery(report, range, filters, parameters, isCsv(given.get("format"), csvAccepted));
    }

    private static boolean isCsv(@Nullable String format, boolean accepted) {
        if (format != null && !format.equals("csv") && !format.equals("json")) {
            throw new BadParameter("format must be json or csv, was " + QueryString.quoted(format));
        }
        return format == null ? accepted : format.equals("csv");
    }

    private static Map<String, Object> parameters(
            String report, ReportRange range, Map<String, String> filters, Map<String, String> given) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("at", utc(range.now()));
        parameters.put("from", range.from());
        parameters.put("to", range.to());
        parameters.put("previousFrom", range.previousFrom());
        parameters.put("fromWeek", range.from().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        parameters.put("fromAt", utc(range.fromAt()));
        parameters.put("toAt", utc(range.toAt()));
        parameters.put("previousFromAt", utc(range.previousFromAt()));
        parameters.put("previousToAt", utc(range.previousToAt()));
        FILTERS.forEach(name -> parameters.put(name, filters.getOrDefault(name, name.equals("category") ? "" : "*")));
        parameters.put("dimension", filters.isEmpty() ? "" : filters.size() == 1 ? first(filters) : "several");
        parameters.put(
                "value", filters.size() == 1 ? filters.values().iterator().next() : "");
        parameters.put("by", oneOf("by", given.getOrDefault("by", "source"), FILTERS));
        parameters.put("sort", oneOf("sort", given.getOrDefault("sort", "revenue"), SORTS));
        for (String name : List.of("search", "visitor", "id", "type", "product", "order")) {
            parameters.put(name, given.getOrDefault(name, ""));
        }
        parameters.put("rows", 1 + (int) QueryString.number("limit", given.get("limit"), ROWS, MOST_ROWS));
        Cursor.read(given.get("after"), report.equals("events")).into(parameters);
        return parameters;
    }

    private static String first(Map<String, String> filters) {
        return filters.keySet().iterator().next();
    }

    private static String oneOf(String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new BadParameter(
                    name + " must be one of " + String.join(", ", allowed) + ", was " + QueryString.quoted(value));
        }
        return value;
    }

    /** Whether what is given of the days before can be held against these: half a day is no match for a whole one. */
    Comparison comparison() {
        if (!range.isToday()) {
            return Comparison.WHOLE_DAYS;
        }
        return UP_TO_THE_SAME_TIME.contains(report) ? Comparison.SAME_TIME : Comparison.NONE;
    }

    enum Comparison {
        WHOLE_DAYS,
        SAME_TIME,
        NONE
    }

    boolean isFilteredByVisit() {
        return filters.keySet().stream().anyMatch(name -> !name.equals("category"));
    }

    int limit() {
        return (Integer) parameters.getOrDefault("rows", 1) - 1;
    }

    String text(String parameter) {
        return String.valueOf(parameters.get(parameter));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Where a page begins: behind so many rows, or behind the row of that time and id. */
    record Cursor(int offset, Instant at, String id, String currency) {
        private static final int PARTS = 4;

        /**
         * @param events whether the id is that of an event
         * @throws BadParameter if it is none that an answer gave
         */
        static Cursor read(@Nullable String text, boolean events) {
            if (text == null) {
                return new Cursor(0, EVER, LAST_ID.toString(), "");
            }
            String[] parts = text.split("~", PARTS);
            try {
                if (parts.length == PARTS && events) {
                    UUID.fromString(parts[3]);
                }
                return parts.length == PARTS
                        ? new Cursor(Integer.parseInt(parts[0]), Instant.parse(parts[1]), parts[3], parts[2])
                        : new Cursor(Integer.parseInt(text), EVER, LAST_ID.toString(), "");
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new BadParameter(
                        "after must be what the answer before gave as next, was " + QueryString.quoted(text));
            }
        }

        static String behind(Instant at, String id, String currency) {
            return "0~" + at + "~" + currency + "~" + id;
        }

        private void into(Map<String, Object> parameters) {
            parameters.put("offset", Math.max(0, offset));
            parameters.put("afterAt", utc(at));
            parameters.put("afterId", id);
            parameters.put("afterCurrency", currency);
        }
    }
}
