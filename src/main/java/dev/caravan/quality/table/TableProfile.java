package dev.caravan.quality.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.quality.ColumnTypes.Kind;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Severity;
import dev.caravan.quality.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a suite from what a table holds: columns that are filled, that tell rows apart, that have few values, that are never negative, and
 * texts of a known form. A proposal, not a truth: what is so by chance is proposed too.
 *
 * @param statementTimeout of each statement
 */
public record TableProfile(Duration statementTimeout) {
    private static final int MOST_ROWS = 100_000;

    /** Of fewer rows nothing is concluded from their values. */
    private static final int LEAST_ROWS = 50;

    private static final int MOST_SET_VALUES = 25;

    /** A column that is filled less often is meant to be empty. */
    private static final double LEAST_FILLED = 0.2;

    /** Amounts that happen to differ name no row. */
    private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");

    private static final double NORMAL_95_PERCENT = 1.96;

    private static final Map<String, String> FORMS = new TreeMap<>(Map.of(
            "a UUID", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            "a currency, ISO 4217", "^[A-Z]{3}$",
            "a country, ISO 3166", "^[A-Z]{2}$",
            "a web address", "^https?://[^ ]+$",
            "a mail address", "^[^@ ]+@[^@ ]+[.][^@ ]+$",
            "an IPv4 address", "^[0-9]{1,3}([.][0-9]{1,3}){3}$"));

    /** What is known of one column. */
    private record Facts(
            Column column,
            long rows,
            long filled,
            long distinct,
            @Nullable Object least,
            List<Long> forms) {
        boolean hasForm(int form) {
            return filled > 0 && forms.get(form) == filled;
        }
    }

    /**
     * The proposal, a suite's file in YAML.
     *
     * @param table as SQL names it
     * @throws IllegalArgumentException if there is no such table; the message names the nearest
     * @throws SQLException if the database can't be reached, or takes longer than it may
     */
    public String propose(Connection connection, String table, ZoneId shopTimeZone) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local statement_timeout = " + statementTimeout.toMillis());
            Relation relation = Relation.of(connection, new Target.Table(table, null, null, List.of()), shopTimeZone);
            return suite(statement, relation);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static String suite(Statement statement, Relation relation) throws SQLException {
        List<Facts> facts = facts(statement, relation);
        long rows = facts.isEmpty() ? 0 : facts.get(0).rows();
        StringBuilder yaml = new StringBuilder("# Proposed from "
                + (rows == MOST_ROWS ? "the first " : "all ") + rows + " rows of " + relation.name()
                + ". What is so by chance stands here too: look through it before you rely on it.\n");
        yaml.append("name: ").append(json(relation.name())).append("\ntarget:\n  table: ");
        yaml.append(json(relation.name())).append("\nexpectations:\n");
        append(
                yaml,
                ExpectationType.EXPECT_TABLE_COLUMNS_TO_MATCH_SET,
                "column_set: " + list(relation.names()) + ", exact_match: false",
                Severity.CRITICAL);
        append(
                yaml,
                ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN,
                "baseline: {runs: 30, deviations: 4, at_least: 10}",
                Severity.WARNING);
        for (Facts each : facts) {
            append(statement, relation, yaml, each);
        }
        return yaml.toString();
    }

    private static void append(Statement statement, Relation relation, StringBuilder yaml, Facts facts)
            throws SQLException {
        String column = "column: " + json(facts.column().name());
        filled(yaml, facts, column);
        if (facts.rows() < LEAST_ROWS) {
            return;
        }
        boolean measured = facts.column().isNumber()
                && !WHOLE_NUMBERS.contains(facts.column().type());
        boolean unique = !measured && facts.filled() == facts.distinct() && facts.filled() > facts.rows() / 2;
        if (unique) {
            append(yaml, ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_UNIQUE, column, Severity.CRITICAL);
        }
        boolean category = facts.column().kind() == Kind.TEXT
                && facts.filled() >= LEAST_ROWS
                && facts.distinct() <= MOST_SET_VALUES
                && facts.distinct() * 10 <= facts.filled();
        if (category) {
            append(
                    yaml,
                    ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_IN_SET,
                    column + ", value_set: " + list(values(statement, relation, facts.column())),
                    Severity.WARNING);
        }
        if (facts.least() instanceof BigDecimal least && least.signum() >= 0) {
            append(
                    yaml,
                    ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN,
                    column + ", min_value: 0",
                    Severity.CRITICAL);
        }
        int form = 0;
        for (String regex : FORMS.values()) {
            if (!category && facts.column().kind() == Kind.TEXT && facts.hasForm(form)) {
                append(
                        yaml,
                        ExpectationType.EXPECT_COLUMN_VALUES_TO_MATCH_REGEX,
                        column + ", regex: " + json(regex),
                        Severity.WARNING);
            }
            form++;
        }
    }

    /** Where some are missing, the share that is filled may be lower by chance: by the normal approximation, in one of 40 samples. */
    private static void filled(StringBuilder yaml, Facts facts, String column) {
        if (facts.rows() == 0) {
            return;
        }
        double share = (double) facts.filled() / facts.rows();
        if (facts.filled() == facts.rows()) {
            append(yaml, ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL, column, Severity.CRITICAL);
        } else if (share >= LEAST_FILLED && facts.rows() >= LEAST_ROWS) {
            double lower = share - NORMAL_95_PERCENT * Math.sqrt(share * (1 - share) / facts.rows());
            append(
                    yaml,
                    ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL,
                    column + ", mostly: "
                            + BigDecimal.valueOf(lower)
                                    .setScale(2, RoundingMode.DOWN)
                                    .toPlainString(),
                    Severity.WARNING);
        }
    }

    private static void append(StringBuilder yaml, ExpectationType type, String kwargs, Severity severity) {
        yaml.append("  - type: ").append(type.code()).append('\n');
        yaml.append("    kwargs: {").append(kwargs).append("}\n");
        yaml.append("    severity: ").append(severity.code()).append('\n');
    }

    private static List<Facts> facts(Statement statement, Relation relation) throws SQLException {
        List<String> expressions = new ArrayList<>(List.of("count(*)"));
        for (Column column : relation.columns()) {
            expressions.add("count(" + column.quoted() + ")");
            expressions.add("count(distinct " + column.value() + ")");
            expressions.add(column.isNumber() ? "min(" + column.numeric() + ")" : "null::numeric");
            for (String regex : FORMS.values()) {
                expressions.add(
                        column.kind() == Kind.TEXT
                                ? "count(*) filter (where " + column.text() + " ~ " + Literal.text(regex) + ")"
                                : "0");
            }
        }
        String sql = TableEngine.select(expressions, List.of()) + "\nfrom (" + sample(relation) + ") as sample";
        List<Facts> facts = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long rows = row.getLong(1);
            int at = 2;
            for (Column column : relation.columns()) {
                long filled = row.getLong(at++);
                long distinct = row.getLong(at++);
                String least = row.getString(at++);
                List<Long> forms = new ArrayList<>();
                for (int i = 0; i < FORMS.size(); i++) {
                    forms.add(row.getLong(at++));
                }
                boolean number = least != null && !least.equals("NaN") && !least.endsWith("Infinity");
                facts.add(new Facts(column, rows, filled, distinct, number ? new BigDecimal(least) : null, forms));
            }
        }
        return facts;
    }

    private static List<String> values(Statement statement, Relation relation, Column column) throws SQLException {
        List<String> values = new ArrayList<>();
        String sql = "select distinct " + column.ordered() + " as value\nfrom (" + sample(relation)
                + ") as sample\nwhere " + column.quoted() + " is not null\norder by value";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static String sample(Relation relation) {
        String columns = relation.columns().stream().map(Column::quoted).collect(Collectors.joining(", "));
        return "select " + columns + " from " + relation.quoted() + " limit " + MOST_ROWS;
    }

    private static String list(List<String> values) {
        return values.stream().map(TableProfile::json).collect(Collectors.joining(", ", "[", "]"));
    }

    /** JSON is YAML, and can't be mistaken for a number, a date or no. */
    private static String json(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
