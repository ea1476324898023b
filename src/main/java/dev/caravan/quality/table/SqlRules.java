package dev.caravan.quality.table;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Partition;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code unexpected_rows_expectation}: rows that there should not be, by a statement of the suite's own. */
final class SqlRules {
    private static final int SHOWN = 20;

    private final Session session;

    SqlRules(Session session) {
        this.session = session;
    }

    Verdict unexpectedRows(Expectation expectation) throws SQLException {
        String query = filled(expectation.requiredText("unexpected_rows_query"));
        String sql = "select count(*) as unexpected_rows\nfrom (\n" + query + "\n) as unexpected";
        long rows = TableEngine.count(session.row(sql).get(0));
        Verdict verdict = Verdict.ofAggregate(expectation, rows == 0, BigDecimal.valueOf(rows));
        if (rows == 0) {
            return verdict.withSql(sql, null);
        }
        String failing =
                "select row_number() over () as row_number, unexpected.*\nfrom (\n" + query + "\n) as unexpected";
        return verdict.withDetails(Map.of("unexpected_rows", shown(query))).withSql(sql, failing);
    }

    /**
     * The statement with what stands for the run: {@code {batch}} the rows that the suite looks at, {@code {from}} and {@code {to}} the
     * edges of its partition, or of all times, {@code {now}} the time of the run.
     */
    private String filled(String query) {
        String filled = query.strip().replaceFirst(";\\s*$", "");
        Partition.Range range = session.range();
        String batch = session.looksAtSome()
                ? "(select * " + session.from() + ")"
                : session.relation().quoted();
        filled = filled.replace("{batch}", batch).replace("{now}", Literal.time(session.now()));
        String from = range == null ? "timestamptz '-infinity'" : Literal.time(range.from());
        String to = range == null ? "timestamptz 'infinity'" : Literal.time(range.to());
        return filled.replace("{from}", from).replace("{to}", to);
    }

    private List<@Nullable Object> shown(String query) throws SQLException {
        List<@Nullable Object> shown = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row =
                        statement.executeQuery("select *\nfrom (\n" + query + "\n) as unexpected\nlimit " + SHOWN)) {
            while (row.next()) {
                Map<String, @Nullable Object> named = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    named.put(row.getMetaData().getColumnLabel(i), Values.observed(Session.value(row, i)));
                }
                shown.add(named);
            }
        }
        return shown;
    }
}
