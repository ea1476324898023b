package dev.caravan.quality.table;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Partition;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a suite: its table, which of its rows are meant, and the transaction that sees them. Not thread-safe. */
final class Session {
    /** Rows that are held in memory at once while a long result is read. */
    static final int FETCH_ROWS = 1_000;

    private final Connection connection;
    private final Relation relation;
    private final Target.Table target;
    private final Instant now;
    private final ZoneId zone;
    private final Partition.@Nullable Range range;
    private final Map<String, List<List<@Nullable Object>>> known = new HashMap<>();
    private @Nullable String lastSql;

    Session(Connection connection, Suite suite, Instant now, ZoneId zone) throws SQLException {
        this.connection = connection;
        this.target = (Target.Table) suite.target();
        this.relation = Relation.of(connection, target, zone);
        this.now = now;
        this.zone = zone;
        Partition partition = target.partition();
        this.range = partition == null ? null : partition.span().at(now, zone);
    }

    Connection connection() {
        return connection;
    }

    Relation relation() {
        return relation;
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return zone;
    }

    Partition.@Nullable Range range() {
        return range;
    }

    /** Whether only some of the table's rows are meant. */
    boolean looksAtSome() {
        return range != null || target.rowCondition() != null;
    }

    /** The statement that ran last, for the message about its failure. */
    @Nullable
    String lastSql() {
        return lastSql;
    }

    void forgetLastSql() {
        lastSql = null;
    }

    /** What the suite looks at, as {@code from} and {@code where}. */
    String from() {
        return from((String) null);
    }

    /** What an expectation looks at. */
    String from(Expectation expectation, String... more) {
        List<String> conditions = new ArrayList<>();
        if (expectation.rowCondition() != null) {
            conditions.add(condition(expectation.rowCondition()));
        }
        conditions.addAll(List.of(more));
        return from(conditions.toArray(String[]::new));
    }

    private String from(@Nullable String... more) {
        List<String> conditions = new ArrayList<>();
        Partition partition = target.partition();
        if (range != null && partition != null) {
            conditions.add(within(partition.column(), range.from(), range.to()));
        }
        addSuiteCondition(conditions);
        return from(relation, conditions, more);
    }

    /** As {@link #from(Expectation, String...)}, but in another span of time. */
    String fromBetween(Expectation expectation, String timeColumn, Instant from, Instant to) {
        return fromEver(expectation, within(timeColumn, from, to));
    }

    /** As {@link #from(Expectation, String...)}, but of all times. */
    String fromEver(Expectation expectation, String condition) {
        List<String> conditions = new ArrayList<>(List.of(condition));
        addSuiteCondition(conditions);
        return from(
                relation,
                conditions,
                expectation.rowCondition() == null ? null : condition(expectation.rowCondition()));
    }

    private void addSuiteCondition(List<String> conditions) {
        RowCondition condition = target.rowCondition();
        if (condition != null) {
            conditions.add(condition(condition));
        }
    }

    private static String from(Relation relation, List<String> conditions, @Nullable String... more) {
        for (String one : more) {
            if (one != null && !one.isEmpty()) {
                conditions.add(one);
            }
        }
        StringBuilder sql = new StringBuilder("from ").append(relation.quoted());
        for (int i = 0; i < conditions.size(); i++) {
            String condition = conditions.get(i);
            sql.append(i == 0 ? "\nwhere " : "\n  and ")
                    .append(condition.contains(" or ") ? "(" + condition + ")" : condition);
        }
        return sql.toString();
    }

    /** An expectation's own row condition, for a {@code filter}; null where it looks at all rows of the suite. */
    @Nullable
    String filter(Expectation expectation) {
        return expectation.rowCondition() == null ? null : condition(expectation.rowCondition());
    }

    private String condition(RowCondition condition) {
        return new ConditionSql(relation).of(condition);
    }

    /** That a column's time lies in a span; by days where it is a date and the span is of days. */
    String within(String column, Instant from, Instant to) {
        Column time = relation.column(column);
        boolean days = isMidnight(from) && isMidnight(to);
        if (time.type().equals("date") && days) {
            return time.quoted() + " >= " + Literal.date(from, zone) + " and " + time.quoted() + " < "
                    + Literal.date(to, zone);
        }
        return time.comparable() + " >= " + Literal.time(from) + " and " + time.comparable() + " < " + Literal.time(to);
    }

    private boolean isMidnight(Instant time) {
        return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant().equals(time);
    }

    /** The rows of a statement that gives few. The same statement runs once. */
    List<List<@Nullable Object>> rows(String sql) throws SQLException {
        lastSql = sql;
        List<List<@Nullable Object>> rows = known.get(sql);
        if (rows == null) {
            rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    rows.add(read(row, columns));
                }
            }
            known.put(sql, rows);
        }
        return rows;
    }

    List<@Nullable Object> row(String sql) throws SQLException {
        return rows(sql).get(0);
    }

    /** Each row of a statement that may give many, in a memory that doesn't grow. */
    void each(String sql, RowReader reader) throws SQLException {
        lastSql = sql;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery(sql)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    reader.read(read(row, columns));
                }
            }
        }
    }

    interface RowReader {
        void read(List<@Nullable Object> row);
    }

    private static List<@Nullable Object> read(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(value(row, i));
        }
        return values;
    }

    /** As {@code Values} knows it. */
    static @Nullable Object value(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                row.getMetaData().getColumnTypeName(column).equals("timestamptz")
                        ? instant(row, column)
                        : row.getString(column);
            case Types.DATE -> row.getObject(column, LocalDate.class);
            case Types.ARRAY -> array(row, column);
            default -> plain(row.getObject(column), row, column);
        };
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Object array(ResultSet row, int column) throws SQLException {
        if (row.getArray(column) == null) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        try (ResultSet elements = row.getArray(column).getResultSet()) {
            while (elements.next()) {
                values.add(value(elements, 2));
            }
        }
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value, ResultSet row, int column) throws SQLException {
        if (value instanceof Boolean || value instanceof BigDecimal || value == null) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(value.toString()) : (Object) number;
        }
        if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        return row.getString(column);
    }
}
