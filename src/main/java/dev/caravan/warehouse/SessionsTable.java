package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The table {@code sessions}. New events are folded into sessions here, those by the database into what is stored, and the difference goes
 * to the minute metrics. Sessions that the sender names are written in the order of their keys; derived ones under the lock of their
 * visitor's row.
 */
final class SessionsTable {
    private static final String INSERT = Sql.of("insert-sessions");
    private static final String UPSERT = Sql.of("upsert-sessions");
    private static final String SELECT_DERIVED = Sql.of("select-derived-sessions");
    private static final String UPDATE = Sql.of("update-sessions");
    private static final String DELETE = Sql.of("delete-sessions");

    private final Connection connection;
    private final MinuteDeltas deltas;

    /** @param deltas gets what the minute metrics have to learn */
    SessionsTable(Connection connection, MinuteDeltas deltas) {
        this.connection = connection;
        this.deltas = deltas;
    }

    /** @param events newly stored ones, whose visitors' rows are locked */
    void add(List<Event> events) throws SQLException {
        Map<String, SessionRow> sent = new HashMap<>();
        Map<String, List<SessionRow>> unnamed = new TreeMap<>();
        for (Event event : events) {
            SessionRow row = SessionRow.of(event);
            if (row.derived()) {
                unnamed.computeIfAbsent(event.visitorId(), visitor -> new ArrayList<>())
                        .add(row);
            } else {
                sent.merge(row.sessionId(), row, SessionRow::merge);
            }
        }
        addSent(new TreeMap<>(sent));
        addDerived(unnamed);
    }

    private void addSent(Map<String, SessionRow> sent) throws SQLException {
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            columns(sent.values()).bind(connection, statement);
            try (ResultSet moved = statement.executeQuery()) {
                while (moved.next()) {
                    if (moved.getTimestamp(1) != null) {
                        deltas.removeSession(instant(moved, 1), moved.getInt(2));
                    }
                    deltas.addSession(instant(moved, 3), moved.getInt(4));
                }
            }
        }
    }

    private void addDerived(Map<String, List<SessionRow>> unnamed) throws SQLException {
        if (unnamed.isEmpty()) {
            return;
        }
        Map<String, List<SessionRow>> stored = selectDerived(unnamed);
        List<SessionRow> fresh = new ArrayList<>();
        List<SessionRow> changed = new ArrayList<>();
        List<String> absorbed = new ArrayList<>();
        unnamed.forEach((visitor, rows) -> {
            List<SessionRow> before = stored.getOrDefault(visitor, List.of());
            Map<String, SessionRow> beforeById = new HashMap<>();
            before.forEach(row -> beforeById.put(row.sessionId(), row));
            List<SessionRow> all = new ArrayList<>(before);
            all.addAll(rows);
            for (SessionRow now : joined(all)) {
                SessionRow was = beforeById.remove(now.sessionId());
                if (was != null) {
                    deltas.removeSession(was);
                }
                deltas.addSession(now);
                (was == null ? fresh : changed).add(now);
            }
            beforeById.values().forEach(deltas::removeSession);
            absorbed.addAll(beforeById.keySet());
        });
        delete(absorbed);
        insert(fresh);
        update(changed);
    }

    /** Joins what lies less than 30 idle minutes apart. Arrival order makes no difference. */
    static List<SessionRow> joined(List<SessionRow> rows) {
        List<SessionRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(SessionRow::startedAt));
        List<SessionRow> joined = new ArrayList<>();
        SessionRow current = sorted.get(0);
        for (SessionRow next : sorted.subList(1, sorted.size())) {
            if (current.reaches(next)) {
                current = current.merge(next);
            } else {
                joined.add(current);
                current = next;
            }
        }
        joined.add(current);
        return joined;
    }

    private Map<String, List<SessionRow>> selectDerived(Map<String, List<SessionRow>> unnamed) throws SQLException {
        Columns spans = new Columns(ColumnType.TEXT, ColumnType.TIMESTAMPTZ, ColumnType.TIMESTAMPTZ);
        unnamed.forEach((visitor, rows) -> {
            Instant first = rows.stream()
                    .map(SessionRow::startedAt)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant last = rows.stream()
                    .map(SessionRow::startedAt)
                    .max(Instant::compareTo)
                    .orElseThrow();
            spans.add(visitor, first.minus(SessionRow.IDLE), last.plus(SessionRow.IDLE));
        });
        Map<String, List<SessionRow>> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_DERIVED)) {
            spans.bind(connection, statement);
            for (SessionRow row : rows(statement)) {
                found.computeIfAbsent(row.visitorId(), visitor -> new ArrayList<>())
                        .add(row);
            }
        }
        return found;
    }

    private void insert(List<SessionRow> rows) throws SQLException {
        columns(rows).execute(connection, INSERT);
    }

    private void update(List<SessionRow> rows) throws SQLException {
        columns(rows).execute(connection, UPDATE);
    }

    private void delete(List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private static Columns columns(Collection<SessionRow> rows) {
        Columns columns = new Columns(
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.BOOLEAN,
                ColumnType.TIMESTAMPTZ,
                ColumnType.UUID,
                ColumnType.TIMESTAMPTZ,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.INTEGER,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.TEXT);
        for (SessionRow row : rows) {
            Origin origin = row.origin().get();
            columns.add(
                    row.sessionId(),
                    row.visitorId(),
                    row.derived(),
                    row.startedAt(),
                    row.first().eventId(),
                    row.endedAt(),
                    row.events(),
                    row.pageViews(),
                    row.productViews(),
                    row.cartAdds(),
                    row.cartRemoves(),
                    row.checkouts(),
                    row.purchases(),
                    row.country(),
                    row.deviceType(),
                    row.referrer(),
                    row.landingPage(),
                    origin.source(),
                    origin.medium(),
                    origin.campaign(),
                    row.categories().arrayLiteral());
        }
        return columns;
    }

    private static List<SessionRow> rows(PreparedStatement statement) throws SQLException {
        List<SessionRow> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Origin origin = new Origin(row.getString(18), row.getString(19), row.getString(20));
                String[] categories = (String[]) row.getArray(21).getArray();
                found.add(new SessionRow(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        new EventKey(row.getObject(5, UUID.class), instant(row, 4)),
                        instant(row, 6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getInt(11),
                        row.getInt(12),
                        row.getInt(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        row.getString(17),
                        () -> origin,
                        Categories.of(List.of(categories))));
            }
        }
        return found;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp.toInstant();
    }
}
