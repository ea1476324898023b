package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The limit of what PostgreSQL takes: the rows of the events table, ready before the clock starts, copied straight into it. */
public final class ReadyRows {
    private static final String COPY = Sql.of("copy-events");

    private final int batchSize;
    private final List<byte[]> batches = new ArrayList<>();
    private final Set<EventKey> keys = new HashSet<>();
    private final Set<LocalDate> days = new HashSet<>();
    private EventRows rows = new EventRows();
    private int inBatch;
    private int count;

    public ReadyRows(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Adds an event unless it is in already. */
    public void add(Received received, Event event) {
        if (!keys.add(EventKey.of(event))) {
            return;
        }
        days.add(event.eventTime().atZone(ZoneOffset.UTC).toLocalDate());
        rows.add(received, event);
        count++;
        inBatch++;
        if (inBatch == batchSize) {
            cut();
        }
    }

    private void cut() {
        BinaryBuffer ready = rows.finish();
        batches.add(Arrays.copyOf(ready.bytes(), ready.length()));
        rows = new EventRows();
        inBatch = 0;
    }

    public int count() {
        return count;
    }

    /** Makes the partitions that the rows need. */
    public void prepare(DataSource dataSource) throws SQLException {
        if (inBatch > 0) {
            cut();
        }
        new EventPartitions(dataSource).ensure(days);
    }

    /** Copies every {@code step}-th batch from {@code first} on, each in its own transaction. */
    public void copy(Connection connection, int first, int step) throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (int i = first; i < batches.size(); i += step) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new ByteArrayInputStream(batches.get(i)), 1 << 16);
            connection.commit();
        }
    }
}
