package dev.caravan.quality.table;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.MostCommon;
import dev.caravan.quality.QuantileRanges;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What needs a column's values grouped or sorted. Each is a statement of its own; the same statement runs once in a run. */
final class ColumnDistributions {
    /** Values that a list of them may have. */
    private static final int MOST_VALUES = 10_000;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Session session;
    private final ColumnAggregates aggregates;

    ColumnDistributions(Session session, ColumnAggregates aggregates) {
        this.session = session;
        this.aggregates = aggregates;
    }

    private Column column(Expectation expectation) {
        return session.relation().column(expectation.requiredText("column"));
    }

    private String presentValues(Expectation expectation) {
        return session.from(expectation, column(expectation).quoted() + " is not null");
    }

    /** How many different values there are, or which share of all that is. */
    Verdict distinctCount(Expectation expectation, boolean asShare) throws SQLException {
        String sql =
                """
                select count(*) as distinct_values, coalesce(sum(n), 0) as non_null_values
                from (
                select count(*) as n
                %s
                group by %s
                ) as counted""".formatted(presentValues(expectation), column(expectation).value());
        List<@Nullable Object> found = session.row(sql);
        if (asShare) {
            return aggregates.share(expectation, found.get(0), found.get(1)).withSql(sql, null);
        }
        BigDecimal distinct = BigDecimal.valueOf(TableEngine.count(found.get(0)));
        boolean success = Bounds.of(expectation).hold(distinct, session.zone());
        return Verdict.ofAggregate(expectation, success, distinct).withSql(sql, null);
    }

    Verdict median(Expectation expectation) throws SQLException {
        String number = column(expectation).numeric();
        String sql = """
                select
                  percentile_disc(0.5) within group (order by %1$s) as lower_middle,
                  percentile_disc(0.5) within group (order by %1$s desc) as upper_middle,
                  max(%1$s) as greatest
                %2$s""".formatted(number, presentValues(expectation));
        List<@Nullable Object> found = session.row(sql);
        if (found.get(2) == null) {
            return Verdict.ofAggregate(expectation, true, null).withSql(sql, null);
        }
        if (!(found.get(0) instanceof BigDecimal lower)
                || !(found.get(1) instanceof BigDecimal upper)
                || Double.valueOf(Double.NaN).equals(found.get(2))) {
            return Verdict.ofAggregate(expectation, false, String.valueOf(found.get(2)))
                    .withSql(sql, null);
        }
        BigDecimal median = Values.plain(lower.add(upper).divide(TWO));
        boolean success = Bounds.of(expectation).hold(median, session.zone());
        return Verdict.ofAggregate(expectation, success, median).withSql(sql, null);
    }

    Verdict quantiles(Expectation expectation) throws SQLException {
        QuantileRanges ranges = QuantileRanges.of(expectation.map("quantile_ranges"));
        Column column = column(expectation);
        String quantiles = ranges.quantiles().stream().map(Literal::number).collect(Collectors.joining(", "));
        String sql = """
                select
                  percentile_disc(array[%s]::double precision[]) within group (order by %s) as quantiles,
                  %s as not_a_number
                %s""".formatted(
                        quantiles,
                        column.ordered(),
                        column.mayBeNaN() ? "bool_or(" + column.value() + " = 'NaN')" : "false",
                        presentValues(expectation));
        List<@Nullable Object> row = session.row(sql);
        if (Boolean.TRUE.equals(row.get(1))) {
            return Verdict.ofAggregate(expectation, false, "NaN").withSql(sql, null);
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (int i = 0; i < ranges.quantiles().size(); i++) {
            found.add(row.get(0) instanceof List<?> values ? values.get(i) : null);
        }
        return ranges.judge(expectation, found, session.zone()).withSql(sql, null);
    }

    Verdict distinctValues(Expectation expectation) throws SQLException {
        Column column = column(expectation);
        String sql = "select " + column.value() + " as value, count(*) as rows\n" + presentValues(expectation)
                + "\ngroup by 1\nlimit " + (MOST_VALUES + 1);
        List<List<@Nullable Object>> rows = session.rows(sql);
        if (rows.size() > MOST_VALUES) {
            throw new IllegalArgumentException("there are more than 10,000 different values in " + column.name());
        }
        List<Object> found = rows.stream()
                .map(row -> Objects.requireNonNull(row.get(0)))
                .sorted(Values.order(session.zone()))
                .toList();
        List<@Nullable Object> set = expectation.list("value_set");
        List<@Nullable Object> foreign = found.stream()
                .filter(value -> !MostCommon.isIn(value, set, session.zone()))
                .map(Values::observed)
                .collect(Collectors.toCollection(ArrayList::new));
        List<@Nullable Object> absent = set.stream()
                .filter(Objects::nonNull)
                .filter(given ->
                        found.stream().noneMatch(value -> MostCommon.isIn(value, List.of(given), session.zone())))
                .collect(Collectors.toCollection(ArrayList::new));
        boolean success = switch (expectation.type()) {
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET -> foreign.isEmpty();
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET -> absent.isEmpty();
            default -> foreign.isEmpty() && absent.isEmpty();
        };
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("unexpected_values", foreign);
        details.put("missing_values", absent);
        List<@Nullable Object> observed = new ArrayList<>();
        found.forEach(value -> observed.add(Values.observed(value)));
        return Verdict.ofAggregate(expectation, success, observed)
                .withDetails(details)
                .withSql(sql, null);
    }

    Verdict mostCommon(Expectation expectation) throws SQLException {
        Column column = column(expectation);
        String sql = """
                with counted as (
                select %s as value, count(*) as rows
                %s
                group by 1
                )
                select value, rows
                from counted
                where rows = (select max(rows) from counted)
                limit %d""".formatted(column.value(), presentValues(expectation), MOST_VALUES + 1);
        List<List<@Nullable Object>> rows = session.rows(sql);
        if (rows.size() > MOST_VALUES) {
            throw new IllegalArgumentException("more than 10,000 values of " + column.name() + " come equally often");
        }
        List<Object> found = rows.stream()
                .map(row -> Objects.requireNonNull(row.get(0)))
                .sorted(Values.order(session.zone()))
                .toList();
        return MostCommon.judge(expectation, found, session.zone()).withSql(sql, null);
    }
}
