package dev.caravan.quality.row;

import dev.caravan.quality.Partition;
import dev.caravan.quality.Shape;
import dev.caravan.quality.Target;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a table from its first row to its last, as often as it is asked. */
final class Cursor {
    private static final int ROWS_A_FETCH = 1_000;

    private final Connection connection;
    private final Target.Table target;
    private final Judgement judgement;
    private final String table;
    private final CursorRows rows;
    private final List<String> key;
    private final @Nullable Filter filter;

    Cursor(Connection connection, Target.Table target, Judgement judgement) throws SQLException {
        this.connection = connection;
        this.target = target;
        this.judgement = judgement;
        this.table =
                Stream.of(target.table().split("\\.", -1)).map(Cursor::quoted).collect(Collectors.joining("."));
        try (PreparedStatement none = connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet nothing = none.executeQuery()) {
            this.rows = new CursorRows(nothing.getMetaData(), judgement.shopTimeZone());
        }
        this.key = target.key().isEmpty() ? primaryKey() : target.key();
        this.filter = target.rowCondition() == null
                ? null
                : Filter.of(target.rowCondition(), rows.shape(), judgement.shopTimeZone());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private List<String> primaryKey() throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        int point = target.table().lastIndexOf('.');
        String schema = point < 0 ? null : target.table().substring(0, point);
        TreeMap<Integer, String> columns = new TreeMap<>();
        try (ResultSet found = database.getPrimaryKeys(
                connection.getCatalog(), schema, target.table().substring(point + 1))) {
            while (found.next()) {
                columns.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    Shape shape() {
        return rows.shape();
    }

    Judgement judgement() {
        return judgement;
    }

    ZoneId shopTimeZone() {
        return judgement.shopTimeZone();
    }

    /** @param order columns; the key comes behind them */
    Seen read(List<Judge> judges, List<String> order) throws SQLException {
        Seen seen = new Seen(judges);
        Row row = new Row(rows.shape().names().size());
        try (PreparedStatement select = connection.prepareStatement("select * from " + table + orderBy(order))) {
            select.setFetchSize(ROWS_A_FETCH);
            try (ResultSet cursor = select.executeQuery()) {
                while (cursor.next()) {
                    rows.read(cursor, row);
                    if (isMeant(row)) {
                        seen.add(row);
                        row.offset++;
                    }
                }
            }
        }
        return seen;
    }

    /** Then by the key, so that no two rows are at one place. Texts by their bytes, where the database has another order by default. */
    private String orderBy(List<String> asked) throws SQLException {
        Set<String> order = new LinkedHashSet<>(asked);
        order.addAll(key);
        boolean isPostgresql = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        List<String> terms = new ArrayList<>();
        for (String column : order) {
            int index = shape().names().indexOf(column);
            boolean isText = index >= 0
                    && List.of("text", "varchar").contains(shape().types().get(index));
            terms.add(quoted(column) + (isText && isPostgresql ? " collate \"C\"" : ""));
        }
        return terms.isEmpty() ? "" : " order by " + String.join(", ", terms);
    }

    private boolean isMeant(Row row) {
        if (filter != null && filter.of(row.values) != Filter.Truth.TRUE) {
            return false;
        }
        Partition partition = target.partition();
        return partition == null || isIn(partition, row);
    }

    private boolean isIn(Partition partition, Row row) {
        Object value = row.values[shape().indexOf(partition.column())];
        Instant time = value instanceof LocalDate date
                ? date.atStartOfDay(judgement.shopTimeZone()).toInstant()
                : (Instant) value;
        Partition.Range range = partition.span().at(judgement.now(), judgement.shopTimeZone());
        return time != null && !time.isBefore(range.from()) && time.isBefore(range.to());
    }
}
