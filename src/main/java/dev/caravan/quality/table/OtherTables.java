package dev.caravan.quality.table;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expectations that hold the table against another, all of whose rows count. */
final class OtherTables {
    private static final int SHOWN = 20;

    private final Session session;

    OtherTables(Session session) {
        this.session = session;
    }

    private Relation other(Expectation expectation) throws SQLException {
        return Relation.of(
                session.connection(), expectation.requiredText("other_table_name"), List.of(), session.zone());
    }

    Verdict rowCount(Expectation expectation) throws SQLException {
        String sql = "select\n  (select count(*)\n" + session.from(expectation)
                + ") as this_table,\n  (select count(*)\nfrom "
                + other(expectation).quoted() + ") as other_table";
        List<@Nullable Object> found = session.row(sql);
        return Verdict.ofAggregate(
                        expectation, Objects.equals(found.get(0), found.get(1)), observed(found.get(0), found.get(1)))
                .withSql(sql, null);
    }

    private static Map<String, @Nullable Object> observed(@Nullable Object self, @Nullable Object other) {
        Map<String, @Nullable Object> observed = new LinkedHashMap<>();
        observed.put("self", Values.observed(self));
        observed.put("other", Values.observed(other));
        return observed;
    }

    /** A sum of nothing counts as 0 here, so that a table without a row equals one whose values cancel out. */
    Verdict sum(Expectation expectation) throws SQLException {
        Relation other = other(expectation);
        String here =
                session.relation().column(expectation.requiredText("column")).numeric();
        String there = other.column(expectation.requiredText("other_column")).numeric();
        String group = expectation.text("group_by");
        if (group != null) {
            return groups(expectation, other, here, there, group);
        }
        String sql = "select\n  (select coalesce(sum(" + here + "), 0)\n" + session.from(expectation)
                + ") as this_table,\n  (select coalesce(sum(" + there + "), 0)\nfrom " + other.quoted()
                + ") as other_table";
        List<@Nullable Object> found = session.row(sql);
        boolean success = found.get(0) instanceof BigDecimal a
                && found.get(1) instanceof BigDecimal b
                && a.subtract(b).abs().compareTo(tolerance(expectation)) <= 0;
        return Verdict.ofAggregate(expectation, success, observed(found.get(0), found.get(1)))
                .withSql(sql, null);
    }

    private static BigDecimal tolerance(Expectation expectation) {
        return Objects.requireNonNullElse(expectation.decimal("tolerance"), BigDecimal.ZERO);
    }

    /** Where only some rows are meant, their groups; else those of the other table, too. */
    private Verdict groups(Expectation expectation, Relation other, String here, String there, String group)
            throws SQLException {
        Column mine = session.relation().column(group);
        Column others = other.column(Objects.requireNonNullElse(expectation.text("other_group_by"), group));
        boolean some = session.looksAtSome() || expectation.rowCondition() != null;
        String sql = """
                select place, coalesce(sum(here), 0) as this_table, coalesce(sum(there), 0) as other_table, count(*) over () as groups
                from (
                select %s as place, %s as here, null::numeric as there, true as is_here
                %s
                union all
                select %s, null, %s, false
                from %s
                ) as both_tables
                group by place
                having abs(coalesce(sum(here), 0) - coalesce(sum(there), 0)) > %s%s
                order by place
                limit %d""".formatted(
                        mine.comparable(),
                        here,
                        session.from(expectation),
                        others.comparable(),
                        there,
                        other.quoted(),
                        Literal.number(tolerance(expectation)),
                        some ? " and bool_or(is_here)" : "",
                        SHOWN);
        List<List<@Nullable Object>> rows = session.rows(sql);
        long differing = rows.isEmpty() ? 0 : TableEngine.count(rows.get(0).get(3));
        List<@Nullable Object> shown = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("group", Values.observed(row.get(0)));
            one.putAll(observed(row.get(1), row.get(2)));
            shown.add(one);
        }
        return Verdict.ofAggregate(expectation, differing == 0, BigDecimal.valueOf(differing))
                .withDetails(Map.of("differing_groups", shown))
                .withSql(sql, null);
    }
}
