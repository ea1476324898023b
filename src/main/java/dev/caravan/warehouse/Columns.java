package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/** Rows turned into one array a column, as {@code unnest} takes them, in binary form: text would be parsed value by value. */
final class Columns {
    private final ColumnType[] types;
    private final List<BinaryBuffer> arrays = new ArrayList<>();
    private int rows;

    Columns(ColumnType... types) {
        this.types = types;
        for (ColumnType type : types) {
            arrays.add(type.newArray());
        }
    }

    void add(@Nullable Object... row) {
        if (row.length != types.length) {
            throw new IllegalArgumentException("a row must have " + types.length + " values, had " + row.length);
        }
        for (int i = 0; i < row.length; i++) {
            types[i].write(arrays.get(i), row[i]);
        }
        rows++;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Sets the statement's parameters, from the first on. */
    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        BaseConnection postgres = connection.unwrap(BaseConnection.class);
        for (int i = 0; i < types.length; i++) {
            statement.setArray(
                    i + 1,
                    new PgArray(postgres, types[i].arrayOid(), arrays.get(i).array(rows)));
        }
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
