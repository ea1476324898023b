package dev.caravan.warehouse;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array a column, as {@code unnest} takes them. */
final class Columns {
    private final String[] types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    /** @param types PostgreSQL's names of the element types */
    Columns(String... types) {
        this.types = types;
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    /** Instants, dates and UUIDs go as text, which PostgreSQL reads as well and pgjdbc needs no conversion for. */
    void add(@Nullable Object... row) {
        if (row.length != types.length) {
            throw new IllegalArgumentException("a row must have " + types.length + " values, had " + row.length);
        }
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            boolean asItIs = value == null || value instanceof Number || value instanceof Boolean;
            columns.get(i).add(asItIs ? value : value.toString());
        }
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    /** Sets the statement's parameters, from the first on. */
    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            statement.setArray(i + 1, connection.createArrayOf(types[i], values(i)));
        }
    }

    private @Nullable Object[] values(int column) {
        List<@Nullable Object> values = columns.get(column);
        return switch (types[column]) {
            case "numeric" -> values.toArray(new @Nullable BigDecimal[0]);
            case "integer" -> values.toArray(new @Nullable Integer[0]);
            case "bigint" -> values.toArray(new @Nullable Long[0]);
            case "boolean" -> values.toArray(new @Nullable Boolean[0]);
            default -> values.toArray(new @Nullable String[0]);
        };
    }

    /** Runs a statement over the rows; without rows it does nothing. */
    void execute(Connection connection, String sql) throws SQLException {
        if (isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement);
            statement.execute();
        }
    }
}
