package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/** The table {@code events}: one COPY for a batch, of which only what is new goes in. */
final class EventsTable {
    private static final String CREATE_INCOMING = Sql.of("create-incoming");
    private static final String COPY = Sql.of("copy-incoming");
    private static final String INSERT = Sql.of("insert-events");

    private record Place(int partition, long offset) {}

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
                days.add(event.eventTime().atZone(ZoneOffset.UTC).toLocalDate());
            }
        }
        partitions.ensure(days);
    }

    /** Inserts the events that are not yet stored and returns them. The others are known duplicates. */
    List<Event> insert(Connection connection, List<BatchRecord> records) throws SQLException {
        Map<Place, Event> candidates = new LinkedHashMap<>();
        Set<EventKey> keys = new HashSet<>();
        EventRows rows = new EventRows();
        for (BatchRecord record : records) {
            Event event = record.event();
            if (event != null && keys.add(EventKey.of(event))) {
                candidates.put(
                        new Place(
                                record.received().partition(), record.received().offset()),
                        event);
                rows.add(record.received(), event);
            }
        }
        return candidates.isEmpty() ? List.of() : copyAndInsert(connection, rows, candidates);
    }

    private static List<Event> copyAndInsert(Connection connection, EventRows rows, Map<Place, Event> candidates)
            throws SQLException {
        List<Event> inserted = new ArrayList<>(candidates.size());
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE_INCOMING);
        }
        copy(connection, rows);
        try (PreparedStatement statement = connection.prepareStatement(INSERT);
                ResultSet places = statement.executeQuery()) {
            while (places.next()) {
                Event event = candidates.get(new Place(places.getInt(1), places.getLong(2)));
                if (event == null) {
                    throw new IllegalStateException("the database stored a record that was not in the batch");
                }
                inserted.add(event);
            }
        }
        return inserted;
    }

    private static void copy(Connection connection, EventRows rows) throws SQLException {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new StringReader(rows.text().toString()), 1 << 16);
        } catch (IOException e) {
            throw new SQLException("COPY into incoming failed", "08006", e);
        }
    }
}
