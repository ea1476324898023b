package dev.caravan.dashboard.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.dashboard.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as it leaves: the same envelope for all, or its rows as CSV. */
final class ReportAnswer {
    /** A bucket that is younger can still change: events may be late by so much. */
    static final Duration ALLOWED_LATENESS = Duration.ofMinutes(10);

    private static final List<String> TABLES = List.of("rows", "series", "steps", "weeks", "events");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportAnswer() {}

    static boolean isProvisional(Instant end, Instant now) {
        return end.plus(ALLOWED_LATENESS).isAfter(now);
    }

    static String json(ReportQuery query, Row freshness, ZoneId zone, String currency, Map<String, ?> data)
            throws JsonProcessingException {
        ReportRange range = query.range();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("report", query.report());
        answer.put("at", range.now().toString());
        answer.put("shop", Map.of("timeZone", zone.getId(), "currency", currency));
        answer.put("range", period(range.from().toString(), range.to().toString(), range.days()));
        answer.put(
                "previous",
                period(range.previousFrom().toString(), range.previousTo().toString(), range.days()));
        answer.put("comparison", query.comparison().name().toLowerCase(Locale.ROOT));
        answer.put("filters", query.filters());
        answer.put("asOf", freshness.time("as_of").toString());
        answer.put("provisional", isProvisional(range.toAt(), range.now()));
        answer.put("sumsAgree", Boolean.TRUE.equals(freshness.columns().get("sums_agree")));
        answer.put("dataFrom", freshness.textOrNull("data_from"));
        answer.put("data", data);
        return JSON.writeValueAsString(answer);
    }

    private static Map<String, Object> period(String from, String to, long days) {
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("from", from);
        period.put("to", to);
        period.put("days", days);
        return period;
    }

    /** The rows of the report, RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
    static String csv(Map<String, ?> data) throws JsonProcessingException {
        List<?> rows = TABLES.stream()
                .filter(data::containsKey)
                .findFirst()
                .map(table -> (List<?>) data.get(table))
                .orElseThrow(() -> new IllegalStateException("a report has a table, of " + data.keySet()));
        StringBuilder text = new StringBuilder();
        for (Object row : rows) {
            Map<?, ?> fields = (Map<?, ?>) row;
            if (text.isEmpty()) {
                text.append(
                        fields.keySet().stream().map(Object::toString).collect(Collectors.joining(",", "", "\r\n")));
            }
            String separator = "";
            for (Object value : fields.values()) {
                text.append(separator).append(cell(value));
                separator = ",";
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String cell(@Nullable Object value) throws JsonProcessingException {
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return value instanceof List || value instanceof Map
                    ? quoted(JSON.writeValueAsString(value))
                    : value.toString();
        }
        boolean runs = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("-?\\d+(\\.\\d+)?");
        return quoted(runs ? "'" + text : text);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
