package dev.caravan.quality.run;

import dev.caravan.quality.row.StreamRecord;
import dev.caravan.quality.row.WindowState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes what each batch adds to the windows of the stream, in the transaction that stores the batch. Thread-safe. */
public final class WindowParts {
    private static final String INSERT = Sql.of("insert-window-part");

    private final Supplier<List<StreamSuite>> suites;

    WindowParts(Supplier<List<StreamSuite>> suites) {
        this.suites = suites;
    }

    public boolean isWanted() {
        return !suites.get().isEmpty();
    }

    /** Costs one round trip. */
    public void add(Connection connection, List<StreamRecord> records) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (StreamSuite suite : suites.get()) {
                for (Map.Entry<Instant, WindowState> window :
                        suite.judge().judge(records).entrySet()) {
                    statement.setString(1, suite.name());
                    statement.setString(2, suite.fingerprint());
                    statement.setObject(3, window.getKey().atOffset(ZoneOffset.UTC));
                    statement.setLong(4, window.getValue().records());
                    statement.setBytes(5, window.getValue().toBytes());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
