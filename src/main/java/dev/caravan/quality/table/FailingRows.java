package dev.caravan.quality.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caravan.quality.Target;
import dev.caravan.quality.Values;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that failed an expectation, page by page and as they are now, in the order of their key. A page costs no more further back where
 * the key has an index. Rows of a table without a key come in the order of their places; those of a view without one, and of a suite's own
 * statement, are numbered anew each time, so that a page may skip or repeat rows while they change.
 *
 * @param statementTimeout of a page
 */
public record FailingRows(Duration statementTimeout) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One page.
     *
     * @param columns the key's, then what was judged
     * @param next for the page after this one; null where there is none
     */
    public record Page(
            List<String> columns,
            List<List<@Nullable Object>> rows,
            @Nullable String next) {}

    /**
     * One page.
     *
     * @param connection in no transaction; it is given back as it came
     * @param failingRowsSql of a verdict about this target
     * @param after the {@code next} of the page before; null: the first
     * @throws IllegalArgumentException if {@code after} is no such, or the table is gone
     */
    public Page read(
            Connection connection, Target.Table target, String failingRowsSql, @Nullable String after, int limit)
            throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction read only");
            statement.execute("set local statement_timeout = " + statementTimeout.toMillis());
            List<Relation.PlaceColumn> place = place(connection, target, failingRowsSql);
            return page(connection, place, failingRowsSql, after, limit);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /** The columns that the statement begins with and that name a row. */
    private static List<Relation.PlaceColumn> place(Connection connection, Target.Table target, String failingRowsSql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(failingRowsSql)) {
            List<Relation.PlaceColumn> ofTable =
                    Relation.of(connection, target, ZoneOffset.UTC).placeColumns();
            for (int i = 0; i < ofTable.size(); i++) {
                if (!statement
                        .getMetaData()
                        .getColumnLabel(i + 1)
                        .equals(ofTable.get(i).name())) {
                    return List.of(Relation.PlaceColumn.ROW_NUMBER);
                }
            }
            return ofTable;
        }
    }

    private static Page page(
            Connection connection,
            List<Relation.PlaceColumn> place,
            String failingRowsSql,
            @Nullable String after,
            int limit)
            throws SQLException {
        String names = place.stream().map(column -> Literal.name(column.name())).collect(Collectors.joining(", "));
        String typed = place.stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", "));
        String sql = "select *\nfrom (\n" + failingRowsSql + "\n) as failing"
                + (after == null ? "" : "\nwhere (" + names + ") > (" + typed + ")")
                + "\norder by " + names + "\nlimit " + (limit + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (after != null) {
                bind(statement, after, place.size());
            }
            try (ResultSet row = statement.executeQuery()) {
                return read(row, place.size(), limit);
            }
        }
    }

    private static Page read(ResultSet row, int keyColumns, int limit) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String last = null;
        while (row.next()) {
            if (rows.size() == limit) {
                return new Page(columns, rows, last);
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                values.add(Values.observed(Session.value(row, i)));
            }
            rows.add(Collections.unmodifiableList(values));
            last = cursor(row, keyColumns);
        }
        return new Page(columns, rows, null);
    }

    private static String cursor(ResultSet row, int keyColumns) throws SQLException {
        ArrayNode key = JSON.createArrayNode();
        for (int i = 1; i <= keyColumns; i++) {
            key.add(row.getString(i));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void bind(PreparedStatement statement, String after, int keyColumns) throws SQLException {
        try {
            JsonNode key = JSON.readTree(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8));
            if (!key.isArray() || key.size() != keyColumns) {
                throw new IllegalArgumentException("after must be the next of the page before");
            }
            for (int i = 0; i < keyColumns; i++) {
                statement.setString(i + 1, key.get(i).asText());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("after must be the next of the page before", e);
        }
    }
}
