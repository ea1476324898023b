package dev.caravan.quality.table;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges a suite about a table of PostgreSQL.
 *
 * <p>One scan answers all expectations that aggregates can answer; what must group or sort is a statement of its own, and so is the look at
 * failing rows, for those that have any. All statements see the same rows: they run in one transaction, repeatable read, which changes
 * nothing. Rows stay in the database.
 *
 * @param statementTimeout of each statement; an expectation whose statement takes longer is raised
 */
public record TableEngine(Duration statementTimeout) {

    /**
     * The verdicts, in the suite's order. An expectation that can't be judged is {@linkplain Verdict#raised raised}, and the others go on.
     *
     * @param connection in no transaction; it is given back as it came
     * @throws SQLException if the database can't be reached, or goes away
     */
    public List<Verdict> run(Connection connection, Suite suite, Instant now, ZoneId shopTimeZone) throws SQLException {
        if (!(suite.target() instanceof Target.Table)) {
            throw new IllegalArgumentException("a suite about a table is needed, was about "
                    + suite.target().name());
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local statement_timeout = " + statementTimeout.toMillis());
            return judge(connection, suite, now, shopTimeZone);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static List<Verdict> judge(Connection connection, Suite suite, Instant now, ZoneId zone)
            throws SQLException {
        Session session;
        try {
            session = new Session(connection, suite, now, zone);
            session.from();
        } catch (IllegalArgumentException e) {
            return suite.expectations().stream()
                    .map(expectation -> Verdict.raised(expectation, String.valueOf(e.getMessage())))
                    .toList();
        }
        return new TableRun(session).judge(suite.expectations());
    }

    /** A select of those expressions, one a line. */
    static String select(List<String> expressions, List<String> names) {
        StringBuilder sql = new StringBuilder("select");
        for (int i = 0; i < expressions.size(); i++) {
            sql.append(i == 0 ? "\n  " : ",\n  ").append(expressions.get(i));
            if (i < names.size()) {
                sql.append(" as ").append(names.get(i));
            }
        }
        return sql.toString();
    }

    static long count(@Nullable Object value) {
        return ((BigDecimal) Objects.requireNonNull(value)).longValueExact();
    }
}
