package dev.caravan.dashboard.report;

import dev.caravan.dashboard.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions and money over time, by day or, of one day, by hour; with the period before. Totals are the sums of the series. */
final class Overview {
    private final ReportQuery query;
    private final String currency;
    private final List<Sums> now = new ArrayList<>();
    private final List<Sums> before = new ArrayList<>();
    private final Sums all = new Sums();
    private final Sums allBefore = new Sums();
    private final Map<String, Sums> byCurrency = new TreeMap<>();

    Overview(ReportQuery query, String currency) {
        this.query = query;
        this.currency = currency;
        int buckets = query.range().isOneDay()
                ? query.range().hours()
                : (int) query.range().days();
        for (int i = 0; i < buckets; i++) {
            now.add(new Sums());
            before.add(new Sums());
        }
        byCurrency.put(currency, new Sums());
    }

    /** Rows of {@code sessions-by-day} or {@code sessions-by-hour}. */
    void sessions(List<Row> rows) {
        for (Row row : rows) {
            bucket(row).addSessions(row);
            total(row).addSessions(row);
        }
    }

    /** Rows of {@code money-by-day} or {@code money-by-hour}. */
    void orders(List<Row> rows) {
        for (Row row : rows) {
            if (row.text("currency").equals(currency)) {
                bucket(row).addOrders(row);
                total(row).addOrders(row);
            }
            if (isNow(row)) {
                sumsOf(row.text("currency")).addOrders(row);
            }
        }
    }

    /** Rows of {@code money-by-day}: refunds are known by day only. */
    void refunds(List<Row> rows) {
        boolean hours = query.range().isOneDay();
        for (Row row : rows) {
            boolean isNow = isNowByDay(row);
            if (row.text("currency").equals(currency)) {
                (isNow ? all : allBefore).addRefunds(row);
                if (!hours) {
                    bucket(row).addRefunds(row);
                }
            }
            if (isNow) {
                sumsOf(row.text("currency")).addRefunds(row);
            }
        }
        if (hours) {
            now.forEach(Sums::refundsAreNotMeasured);
            before.forEach(Sums::refundsAreNotMeasured);
        }
        if (query.range().isToday()) {
            allBefore.refundsAreNotMeasured();
        }
    }

    /** Rows of {@code visitors}: distinct ones can't be summed up. */
    void visitors(List<Row> rows) {
        boolean counted = !query.text("dimension").equals("several");
        List<byte[]> sketches = new ArrayList<>();
        List<byte[]> sketchesBefore = new ArrayList<>();
        for (Row row : rows) {
            (isNowByDay(row) ? sketches : sketchesBefore).add(row.bytes("sketch"));
            if (!query.range().isOneDay()) {
                bucket(row).visitors(VisitorSketch.counted(row.count("visitors")));
            }
        }
        if (counted) {
            all.visitors(VisitorSketch.together(sketches));
            allBefore.visitors(query.range().isToday() ? null : VisitorSketch.together(sketchesBefore));
        }
        if (counted && !query.range().isOneDay()) {
            now.stream().filter(sums -> sums.sessions() == 0).forEach(Overview::nobody);
            before.stream().filter(sums -> sums.sessions() == 0).forEach(Overview::nobody);
        }
    }

    private static void nobody(Sums sums) {
        sums.visitors(new VisitorSketch.Count(0, false));
    }

    private Sums sumsOf(String itsCurrency) {
        return byCurrency.computeIfAbsent(itsCurrency, name -> new Sums());
    }

    private Sums total(Row row) {
        return isNow(row) ? all : allBefore;
    }

    private boolean isNow(Row row) {
        return query.range().isOneDay() ? row.text("period").equals("now") : isNowByDay(row);
    }

    private boolean isNowByDay(Row row) {
        return !day(row).isBefore(query.range().from());
    }

    private static LocalDate day(Row row) {
        return LocalDate.parse(row.text("day"));
    }

    private Sums bucket(Row row) {
        List<Sums> period = isNow(row) ? now : before;
        if (query.range().isOneDay()) {
            // the day before may be an hour longer
            return period.get((int) Math.min(row.count("hour"), period.size() - 1L));
        }
        LocalDate first = isNow(row) ? query.range().from() : query.range().previousFrom();
        return period.get((int) (day(row).toEpochDay() - first.toEpochDay()));
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("interval", query.range().isOneDay() ? "hour" : "day");
        data.put("totals", all.fields());
        data.put("previous", allBefore.fields());
        List<Map<String, @Nullable Object>> money = new ArrayList<>();
        addMoney(money, currency);
        byCurrency.keySet().stream().filter(one -> !one.equals(currency)).forEach(one -> addMoney(money, one));
        data.put("money", money);
        data.put("series", series(now, query.range().from()));
        data.put("previousSeries", series(before, query.range().previousFrom()));
        return data;
    }

    private void addMoney(List<Map<String, @Nullable Object>> money, String itsCurrency) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("currency", itsCurrency);
        fields.putAll(sumsOf(itsCurrency).money());
        money.add(fields);
    }

    private List<Map<String, @Nullable Object>> series(List<Sums> buckets, LocalDate first) {
        List<Map<String, @Nullable Object>> series = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            LocalDate day = query.range().isOneDay() ? first : first.plusDays(i);
            Instant at = query.range().isOneDay()
                    ? query.range().start(first).plus(Duration.ofHours(i))
                    : query.range().start(day);
            Map<String, @Nullable Object> bucket = new LinkedHashMap<>();
            bucket.put("at", at.toString());
            bucket.put("day", day.toString());
            bucket.put(
                    "provisional",
                    ReportAnswer.isProvisional(end(i, first), query.range().now()));
            bucket.putAll(buckets.get(i).fields());
            series.add(bucket);
        }
        return series;
    }

    private Instant end(int bucket, LocalDate first) {
        return query.range().isOneDay()
                ? query.range().start(first).plus(Duration.ofHours(bucket + 1L))
                : query.range().start(first.plusDays(bucket + 1L));
    }
}
