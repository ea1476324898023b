package dev.caravan.quality.table;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans each expectation of a suite, scans once, and comes to the verdicts. */
final class TableRun {
    private static final String TIMED_OUT = "57014";
    private static final List<String> COUNTS = List.of("elements", "missing", "unexpected");
    /** Columns that a select of PostgreSQL may have, with room left. */
    private static final int MOST_EXPRESSIONS = 1_500;

    private final Session session;
    private final Failing failing;
    private final RowRules rowRules;
    private final ColumnAggregates aggregates;
    private final ColumnDistributions distributions;
    private final WholeColumnRules wholeColumn;
    private final OtherTables otherTables;
    private final PastRows pastRows;

    TableRun(Session session) {
        this.session = session;
        this.failing = new Failing(session);
        this.rowRules = new RowRules(session.relation());
        this.aggregates = new ColumnAggregates(session);
        this.distributions = new ColumnDistributions(session, aggregates);
        this.wholeColumn = new WholeColumnRules(session, failing);
        this.otherTables = new OtherTables(session);
        this.pastRows = new PastRows(session);
    }

    List<Verdict> judge(List<Expectation> expectations) throws SQLException {
        Map<Integer, Verdict> verdicts = new LinkedHashMap<>();
        Map<Integer, Plan.Scan> scans = new LinkedHashMap<>();
        Map<Integer, Plan.Own> own = new LinkedHashMap<>();
        for (int i = 0; i < expectations.size(); i++) {
            try {
                Plan plan = plan(expectations.get(i));
                if (plan instanceof Plan.Scan scan) {
                    scans.put(i, scan);
                } else {
                    own.put(i, (Plan.Own) plan);
                }
            } catch (IllegalArgumentException e) {
                verdicts.put(i, Verdict.raised(expectations.get(i), String.valueOf(e.getMessage())));
            }
        }
        scan(expectations, scans, verdicts);
        for (Map.Entry<Integer, Plan.Own> one : own.entrySet()) {
            Expectation expectation = expectations.get(one.getKey());
            verdicts.put(one.getKey(), guarded(expectation, one.getValue().work()));
        }
        List<Verdict> inOrder = new ArrayList<>();
        for (int i = 0; i < expectations.size(); i++) {
            inOrder.add(java.util.Objects.requireNonNull(verdicts.get(i)));
        }
        return inOrder;
    }

    private Plan plan(Expectation expectation) {
        Verdict known = session.relation().shape().of(expectation);
        if (known != null) {
            return new Plan.Own(() -> known);
        }
        RowRule rule = rowRules.of(expectation);
        if (rule != null) {
            return rowScan(rule);
        }
        Plan.Scan aggregate = aggregates.of(expectation);
        return aggregate == null ? other(expectation) : withSql(aggregate);
    }

    private Plan.Scan rowScan(RowRule rule) {
        Expectation expectation = rule.expectation();
        String sql = TableEngine.select(rule.counts(null), COUNTS) + "\n" + session.from(expectation);
        return new Plan.Scan(rule.counts(session.filter(expectation)), values -> {
            List<Long> counts = values.stream().map(TableEngine::count).toList();
            return failing.verdict(expectation, rule.judged(), counts, sql, failing.rowsSql(rule));
        });
    }

    /** With the statement that would have told the same alone. */
    private Plan.Scan withSql(Plan.Scan scan) {
        String sql = TableEngine.select(scan.expressions(), List.of()) + "\n" + session.from();
        return new Plan.Scan(
                scan.expressions(), values -> scan.judge().judge(values).withSql(sql, null));
    }

    private Plan other(Expectation expectation) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_BE_UNIQUE -> new Plan.Own(() -> wholeColumn.unique(expectation));
            case EXPECT_COMPOUND_COLUMNS_TO_BE_UNIQUE -> new Plan.Own(() -> wholeColumn.compoundUnique(expectation));
            case EXPECT_COLUMN_VALUES_TO_BE_INCREASING -> new Plan.Own(() -> wholeColumn.ordered(expectation, true));
            case EXPECT_COLUMN_VALUES_TO_BE_DECREASING -> new Plan.Own(() -> wholeColumn.ordered(expectation, false));
            case EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN ->
                new Plan.Scan(
                        aggregates.momentsOf(expectation),
                        values -> wholeColumn.zScores(expectation, ColumnAggregates.moments(values)));
            case EXPECT_COLUMN_VALUES_TO_MATCH_JSON_SCHEMA ->
                new Plan.Own(() -> new JsonSchemaRule(session, failing).judge(expectation));
            case EXPECT_COLUMN_MEDIAN_TO_BE_BETWEEN -> new Plan.Own(() -> distributions.median(expectation));
            case EXPECT_COLUMN_QUANTILE_VALUES_TO_BE_BETWEEN ->
                new Plan.Own(() -> distributions.quantiles(expectation));
            case EXPECT_COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN ->
                new Plan.Own(() -> distributions.distinctCount(expectation, false));
            case EXPECT_COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN ->
                new Plan.Own(() -> distributions.distinctCount(expectation, true));
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET,
                    EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET,
                    EXPECT_COLUMN_DISTINCT_VALUES_TO_EQUAL_SET ->
                new Plan.Own(() -> distributions.distinctValues(expectation));
            case EXPECT_COLUMN_MOST_COMMON_VALUE_TO_BE_IN_SET ->
                new Plan.Own(() -> distributions.mostCommon(expectation));
            default -> ofTable(expectation);
        };
    }

    private Plan ofTable(Expectation expectation) {
        return switch (expectation.type()) {
            case EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN -> rowCount(expectation, Bounds.of(expectation));
            case EXPECT_TABLE_ROW_COUNT_TO_EQUAL -> {
                BigDecimal wanted = expectation.requiredDecimal("value");
                yield rowCount(expectation, Bounds.inclusive(wanted, wanted));
            }
            case EXPECT_TABLE_ROW_COUNT_TO_EQUAL_OTHER_TABLE -> new Plan.Own(() -> otherTables.rowCount(expectation));
            case EXPECT_COLUMN_SUM_TO_EQUAL_OTHER_TABLE_SUM -> new Plan.Own(() -> otherTables.sum(expectation));
            case EXPECT_TABLE_ROW_COUNT_TO_MATCH_PAST_WEEKS -> new Plan.Own(() -> pastRows.weeks(expectation));
            case EXPECT_COLUMN_PSI_TO_BE_LESS_THAN -> new Plan.Own(() -> pastRows.stability(expectation));
            case UNEXPECTED_ROWS_EXPECTATION -> new Plan.Own(() -> new SqlRules(session).unexpectedRows(expectation));
            default -> throw new IllegalArgumentException(expectation.type().code() + " can't be judged on a table");
        };
    }

    private Plan.Scan rowCount(Expectation expectation, Bounds bounds) {
        return withSql(new Plan.Scan(List.of(RowRule.count(session.filter(expectation))), values -> {
            long rows = TableEngine.count(values.get(0));
            return Verdict.ofAggregate(expectation, bounds.hold(rows), BigDecimal.valueOf(rows));
        }));
    }

    /** All in one statement; where that fails, each alone, so that only the broken one is raised. */
    private void scan(List<Expectation> expectations, Map<Integer, Plan.Scan> scans, Map<Integer, Verdict> verdicts)
            throws SQLException {
        Map<String, @Nullable Object> found;
        try {
            found = together(scans);
        } catch (TimedOutException e) {
            for (int position : scans.keySet()) {
                verdicts.put(
                        position,
                        Verdict.raised(expectations.get(position), "the common scan: " + e.getMessage())
                                .withSql(session.lastSql(), null));
            }
            return;
        }
        for (Map.Entry<Integer, Plan.Scan> one : scans.entrySet()) {
            Plan.Scan scan = one.getValue();
            Expectation expectation = expectations.get(one.getKey());
            verdicts.put(one.getKey(), guarded(expectation, () -> {
                List<@Nullable Object> values = new ArrayList<>();
                if (found.keySet().containsAll(scan.expressions())) {
                    scan.expressions().forEach(expression -> values.add(found.get(expression)));
                } else {
                    values.addAll(
                            session.row(TableEngine.select(scan.expressions(), List.of()) + "\n" + session.from()));
                }
                return scan.judge().judge(values);
            }));
        }
    }

    /** What each expression gives; nothing where the statement failed. */
    private Map<String, @Nullable Object> together(Map<Integer, Plan.Scan> scans)
            throws SQLException, TimedOutException {
        List<String> expressions = scans.values().stream()
                .flatMap(scan -> scan.expressions().stream())
                .distinct()
                .limit(MOST_EXPRESSIONS)
                .toList();
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        if (expressions.isEmpty()) {
            return found;
        }
        Savepoint before = session.connection().setSavepoint();
        try {
            List<@Nullable Object> values =
                    session.row(TableEngine.select(expressions, List.of()) + "\n" + session.from());
            for (int i = 0; i < expressions.size(); i++) {
                found.put(expressions.get(i), values.get(i));
            }
        } catch (SQLException e) {
            rethrowOutage(e);
            session.connection().rollback(before);
            if (TIMED_OUT.equals(e.getSQLState())) {
                throw new TimedOutException(e);
            }
        }
        return found;
    }

    /** The common scan takes too long: so would each of what it asks, and all of them one after the other far longer. */
    private static final class TimedOutException extends Exception {
        private static final long serialVersionUID = 1L;

        TimedOutException(SQLException cause) {
            super(message(cause), cause);
        }
    }

    private Verdict guarded(Expectation expectation, Plan.Work work) throws SQLException {
        session.forgetLastSql();
        Savepoint before = session.connection().setSavepoint();
        try {
            Verdict verdict = work.judge();
            session.connection().releaseSavepoint(before);
            return verdict;
        } catch (SQLException e) {
            rethrowOutage(e);
            session.connection().rollback(before);
            return Verdict.raised(expectation, message(e)).withSql(session.lastSql(), null);
        } catch (IllegalArgumentException e) {
            session.connection().rollback(before);
            return Verdict.raised(expectation, String.valueOf(e.getMessage()));
        }
    }

    /** SQLSTATE class 08 is a lost connection, 57P a server that goes down: no expectation's fault. */
    private static void rethrowOutage(SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw e;
        }
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " (SQLSTATE " + e.getSQLState() + ")";
    }
}
