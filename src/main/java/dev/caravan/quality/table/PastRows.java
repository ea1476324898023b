package dev.caravan.quality.table;

import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Divergence;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Partition;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Expectations that hold the rows of one time against those of an earlier one. */
final class PastRows {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int LEAST_WEEKS = 2;

    private final Session session;

    PastRows(Session session) {
        this.session = session;
    }

    /** The rows of the last full hour against the same hour of the weeks before, in the shop's time. */
    Verdict weeks(Expectation expectation) throws SQLException {
        String column = expectation.requiredText("column");
        int weeks = number(expectation, "weeks", 4).intValueExact();
        ZonedDateTime end = session.now().atZone(session.zone()).truncatedTo(ChronoUnit.HOURS);
        List<String> counts = new ArrayList<>();
        for (int week = 0; week <= weeks; week++) {
            Instant to = end.minusWeeks(week).toInstant();
            String within = session.within(column, to.minus(Duration.ofHours(1)), to);
            counts.add("(select count(*)\n" + session.fromEver(expectation, within) + ")");
        }
        String sql = "select\n  " + String.join(",\n  ", counts);
        long[] found = session.row(sql).stream().mapToLong(TableEngine::count).toArray();
        long[] past =
                LongStream.of(found).skip(1).filter(rows -> rows > 0).sorted().toArray();
        return judge(expectation, found, past).withSql(sql, null);
    }

    private static Verdict judge(Expectation expectation, long[] found, long[] past) {
        BigDecimal leastRows = number(expectation, "min_rows", 20);
        BigDecimal rows = BigDecimal.valueOf(found[0]);
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put(
                "past_weeks",
                LongStream.of(found).skip(1).mapToObj(BigDecimal::valueOf).toList());
        if (past.length < LEAST_WEEKS) {
            details.put("why", "fewer than " + LEAST_WEEKS + " past weeks have rows");
            return Verdict.ofAggregate(expectation, true, rows).withDetails(details);
        }
        BigDecimal median = BigDecimal.valueOf(past[(past.length - 1) / 2] + past[past.length / 2])
                .multiply(HALF);
        details.put("median", Values.plain(median));
        if (median.compareTo(leastRows) < 0) {
            details.put("why", "the median is below min_rows, " + leastRows.toPlainString());
            return Verdict.ofAggregate(expectation, true, rows).withDetails(details);
        }
        BigDecimal most = Objects.requireNonNullElse(expectation.decimal("max_deviation_ratio"), HALF)
                .multiply(median);
        boolean success = rows.subtract(median).abs().compareTo(most) <= 0;
        details.put("deviation_ratio", Values.plain(rows.subtract(median).divide(median, 4, RoundingMode.HALF_UP)));
        return Verdict.ofAggregate(expectation, success, rows).withDetails(details);
    }

    private static BigDecimal number(Expectation expectation, String kwarg, int otherwise) {
        return Objects.requireNonNullElse(expectation.decimal(kwarg), BigDecimal.valueOf(otherwise));
    }

    /**
     * The population stability index of the rows that the suite looks at against those of the days before. A suite without a partition looks
     * at all times: then it is the last 24 hours.
     */
    Verdict stability(Expectation expectation) throws SQLException {
        String timeColumn = expectation.requiredText("time_column");
        int days = expectation.requiredDecimal("baseline_days").intValueExact();
        Partition.Range range = session.range();
        Instant to = range == null ? session.now() : range.to();
        Instant from = range == null ? to.minus(Duration.ofDays(1)) : range.from();
        Instant baseline = from.atZone(session.zone()).minusDays(days).toInstant();
        Column column = session.relation().column(expectation.requiredText("column"));
        int bins = number(expectation, "bins", 10).intValueExact();

        String before = session.fromBetween(expectation, timeColumn, baseline, from);
        Divergence cells = column.kind() == ColumnTypes.Kind.NUMBER
                ? quantileBins(column, before, bins)
                : frequentValues(column, before, bins);
        if (cells == null) {
            return Verdict.ofAggregate(expectation, true, null)
                    .withDetails(Map.of("why", "the days before have no value"))
                    .withSql(session.lastSql(), null);
        }
        long[] earlier = counts(column, cells, before);
        String sql = countsSql(column, cells, session.fromBetween(expectation, timeColumn, from, to));
        long[] now = session.row(sql).stream().mapToLong(TableEngine::count).toArray();
        Divergence expected = cells.edges().isEmpty()
                ? Divergence.among(cells.values(), earlier)
                : Divergence.between(cells.edges(), earlier);
        Double index = expected.psi(now);
        boolean success = Divergence.psiIsMet(index, expectation.requiredDecimal("threshold"));
        return Verdict.ofAggregate(expectation, success, Divergence.observed(index))
                .withDetails(Cells.details(expected, now))
                .withSql(sql, null);
    }

    private long[] counts(Column column, Divergence cells, String from) throws SQLException {
        return session.row(countsSql(column, cells, from)).stream()
                .mapToLong(TableEngine::count)
                .toArray();
    }

    private static String countsSql(Column column, Divergence cells, String from) {
        return "select\n  "
                + Cells.conditions(column, cells).stream().map(RowRule::count).collect(Collectors.joining(",\n  "))
                + "\n"
                + from;
    }

    /** Bins that hold equally many of the earlier values; null where there is none. */
    private @Nullable Divergence quantileBins(Column column, String from, int bins) throws SQLException {
        String shares = java.util.stream.IntStream.range(1, Math.max(2, bins))
                .mapToObj(i -> i + "::double precision / " + Math.max(2, bins))
                .collect(Collectors.joining(", "));
        Object found = session.row("select percentile_disc(array[" + shares + "]) within group (order by "
                        + column.value() + ")\n" + from)
                .get(0);
        if (!(found instanceof List<?> quantiles)) {
            return null;
        }
        Set<BigDecimal> edges = new LinkedHashSet<>();
        for (Object quantile : quantiles) {
            if (quantile instanceof BigDecimal number) {
                edges.add(Values.plain(number));
            }
        }
        return edges.isEmpty() ? null : Divergence.between(List.copyOf(edges), ones(edges.size() + 2));
    }

    /** The values that came most often before; null where there is none. */
    private @Nullable Divergence frequentValues(Column column, String from, int bins) throws SQLException {
        String sql = "select " + column.value() + " as value, count(*) as rows\n" + from
                + "\ngroup by 1\norder by rows desc, " + "value\nlimit " + (bins + 1);
        List<Object> values = new ArrayList<>();
        for (List<@Nullable Object> row : session.rows(sql)) {
            Object value = Values.observed(row.get(0));
            if (value != null && values.size() < bins) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : Divergence.among(values, ones(values.size() + 1));
    }

    private static long[] ones(int cells) {
        return LongStream.range(0, cells).map(cell -> 1).toArray();
    }
}
