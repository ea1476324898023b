package dev.caravan.quality.table;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Moments;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules about single rows that need all others: unique values, order, distance from the mean. Each is a statement of its own. */
final class WholeColumnRules {
    private final Session session;
    private final Failing failing;

    WholeColumnRules(Session session, Failing failing) {
        this.session = session;
        this.failing = failing;
    }

    Verdict unique(Expectation expectation) throws SQLException {
        Column column = session.relation().column(expectation.requiredText("column"));
        String value = column.value();
        String from = session.from(expectation);
        String sql = """
                select
                  coalesce(sum(n), 0) as elements,
                  coalesce(sum(n) filter (where v is null), 0) as missing,
                  coalesce(sum(n) filter (where v is not null and n > 1), 0) as unexpected
                from (
                select %s as v, count(*) as n
                %s
                group by 1
                ) as counted""".formatted(value, from);
        String repeated = "select " + value + "\n" + session.from(expectation, column.quoted() + " is not null")
                + "\ngroup by 1\nhaving count(*) > 1";
        String failingSql = "select " + failing.selected(List.of(column)) + "\n"
                + session.from(expectation, value + " in (\n" + repeated + "\n)");
        return failing.verdict(expectation, List.of(column), counts(sql), sql, failingSql);
    }

    Verdict compoundUnique(Expectation expectation) throws SQLException {
        List<Column> columns = session.relation().columns(expectation.list("column_list"));
        String ignored = RowRules.ignored(expectation, columns);
        String from = session.from(expectation, ignored == null ? "" : RowRule.not(ignored));
        String values = columns.stream().map(Column::value).collect(Collectors.joining(", "));
        String sql = """
                select
                  coalesce(sum(n), 0) as elements,
                  0 as missing,
                  coalesce(sum(n) filter (where n > 1), 0) as unexpected
                from (
                select count(*) as n
                %s
                group by %s
                ) as counted""".formatted(from, values);
        String inner = "select " + failing.selected(columns) + ", count(*) over (partition by " + values
                + ") as rows_alike\n" + from;
        return failing.verdict(expectation, columns, counts(sql), sql, around(inner, columns, "rows_alike > 1"));
    }

    Verdict ordered(Expectation expectation, boolean upwards) throws SQLException {
        Column column = session.relation().column(expectation.requiredText("column"));
        String order = order(expectation);
        if (order.isEmpty()) {
            throw new IllegalArgumentException(
                    "order_by is needed, " + session.relation().name() + " has no key");
        }
        String inner = "select " + failing.selected(List.of(column)) + ", " + column.ordered()
                + " as this_value,\n  lag(" + column.ordered() + ") over (order by " + order + ") as value_before\n"
                + session.from(expectation, column.quoted() + " is not null");
        String operator = (upwards ? ">" : "<") + (expectation.flag("strictly") ? "" : "=");
        String inOrder = "this_value " + operator + " value_before"
                + (column.mayBeNaN() ? " and this_value <> 'NaN' and value_before <> 'NaN'" : "");
        String outOfOrder = "value_before is not null and not (" + inOrder + ")";
        String sql = """
                select
                  (select count(*)
                  %s) as elements,
                  (select count(*)
                  %s) as missing,
                  count(*) filter (where %s) as unexpected
                from (
                %s
                ) as ordered""".formatted(
                session.from(expectation), session.from(expectation, column.quoted() + " is null"), outOfOrder, inner);
        return failing.verdict(
                expectation, List.of(column), counts(sql), sql, around(inner, List.of(column), outOfOrder));
    }

    /** The columns asked for, then the key, so that no two rows are at one place. */
    private String order(Expectation expectation) {
        List<Column> columns = new ArrayList<>(session.relation().columns(expectation.list("order_by")));
        for (Column key : session.relation().key()) {
            if (!columns.contains(key)) {
                columns.add(key);
            }
        }
        return columns.stream().map(Column::ordered).collect(Collectors.joining(", "));
    }

    private String around(String inner, List<Column> judged, String condition) {
        List<String> names = new ArrayList<>();
        session.relation().placeColumns().forEach(place -> names.add(Literal.name(place.name())));
        failing.besideKey(judged).forEach(column -> names.add(column.quoted()));
        return "select " + String.join(", ", names) + "\nfrom (\n" + inner + "\n) as looked_at\nwhere " + condition;
    }

    /** The common scan has the column's moments; what lies too far off is counted by a second look. */
    Verdict zScores(Expectation expectation, @Nullable Moments moments) throws SQLException {
        Column column = session.relation().column(expectation.requiredText("column"));
        BigDecimal mean = moments == null ? null : moments.mean();
        BigDecimal stdev = moments == null ? null : moments.stdev();
        String unexpected = "false";
        if (moments == null) {
            unexpected = "true";
        } else if (mean != null && stdev != null && stdev.signum() > 0) {
            String distance = column.numeric() + " - " + Literal.number(mean);
            BigDecimal most = stdev.multiply(expectation.requiredDecimal("threshold"));
            unexpected = (expectation.flag("double_sided") ? "abs(" + distance + ")" : distance) + " >= "
                    + Literal.number(most);
        }
        RowRule rule = new RowRule(expectation, List.of(column), null, column.quoted() + " is null", unexpected);
        String sql = TableEngine.select(rule.counts(null), List.of("elements", "missing", "unexpected")) + "\n"
                + session.from(expectation);
        return failing.verdict(expectation, List.of(column), counts(sql), sql, failing.rowsSql(rule));
    }

    private List<Long> counts(String sql) throws SQLException {
        return session.row(sql).stream().map(TableEngine::count).toList();
    }
}
