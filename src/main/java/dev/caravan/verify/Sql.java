package dev.caravan.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of this room, one a file in {@code sql/verify}. */
final class Sql {
    private Sql() {}

    /** The text of {@code sql/verify/<act>.sql}. */
    static String of(String act) {
        String file = "/sql/verify/" + act + ".sql";
        try (InputStream in = Sql.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no statement " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a statement, each by column name. An array of texts becomes a {@code text[]}. */
    static List<Map<String, @Nullable Object>> rows(Connection connection, String statement, Object... parameters)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                prepared.setObject(
                        i + 1, value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
            }
            try (ResultSet found = prepared.executeQuery()) {
                List<Map<String, @Nullable Object>> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row(found));
                }
                return rows;
            }
        }
    }

    private static Map<String, @Nullable Object> row(ResultSet found) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.put(found.getMetaData().getColumnName(i), found.getObject(i));
        }
        return row;
    }

    /** A count, an offset or a number of rows. */
    static long number(Map<String, @Nullable Object> row, String column) {
        if (row.get(column) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("column " + column + " must be a number, was " + row.get(column));
    }
}
