package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The table {@code events}: one COPY for a batch, of which only what is new goes in. */
final class EventsTable {
    private static final String SELECT_KNOWN = Sql.of("select-known-events");
    private static final String COPY = Sql.of("copy-events");

    private final EventPartitions partitions;

    EventsTable(EventPartitions partitions) {
        this.partitions = partitions;
    }

    /** Returns when every event of these records has a partition to go to. Runs outside of the batch's transaction. */
    void prepare(List<BatchRecord> records) throws SQLException {
        Set<LocalDate> days = new HashSet<>();
        for (BatchRecord record : records) {
            Event event = record.event();
            if (event != null) {
                days.add(dayOf(event));
            }
        }
        partitions.ensure(days);
    }

    /**
     * Inserts the events that are not yet stored and returns their records. The other events are known duplicates.
     *
     * @throws SQLException {@link SqlFailure#STORED_MEANWHILE} if another transaction stored one of them at the same time
     */
    List<BatchRecord> insert(Connection connection, List<BatchRecord> records) throws SQLException {
        Map<LocalDate, Columns> sent = new TreeMap<>();
        for (BatchRecord record : records) {
            Event event = record.event();
            if (event != null) {
                sent.computeIfAbsent(dayOf(event), day -> new Columns(ColumnType.UUID, ColumnType.TIMESTAMPTZ))
                        .add(event.eventId(), event.eventTime());
            }
        }
        Set<EventKey> taken = new HashSet<>(2 * records.size());
        for (Map.Entry<LocalDate, Columns> ofDay : sent.entrySet()) {
            addKnown(connection, ofDay.getKey(), ofDay.getValue(), taken);
        }
        List<BatchRecord> fresh = new ArrayList<>(records.size());
        EventRows rows = new EventRows();
        for (BatchRecord record : records) {
            Event event = record.event();
            if (event != null && taken.add(EventKey.of(event))) {
                fresh.add(record);
                rows.add(record.received(), event);
            }
        }
        if (!fresh.isEmpty()) {
            copy(connection, rows.finish());
        }
        return fresh;
    }

    private static LocalDate dayOf(Event event) {
        return LocalDate.ofEpochDay(Math.floorDiv(event.eventTime().getEpochSecond(), 86_400L));
    }

    private static void addKnown(Connection connection, LocalDate day, Columns keys, Set<EventKey> known)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_KNOWN)) {
            keys.bind(connection, statement);
            statement.setString(3, day.atStartOfDay(ZoneOffset.UTC).toString());
            statement.setString(4, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toString());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.add(new EventKey(
                            row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()));
                }
            }
        }
    }

    private static void copy(Connection connection, BinaryBuffer rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.length());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
