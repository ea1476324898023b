package dev.caravan.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes the marked records of all runs out of the tables again, in one transaction that holds the fence of every partition: nothing is
 * stored meanwhile, which takes some milliseconds, and the derived tables have no other writer.
 */
final class Removal {
    private static final String LOCK = Sql.of("lock-stream-offsets");
    private static final String REMOVE_EVENTS = Sql.of("remove-events");
    private static final String REMOVE_DEAD_LETTERS = Sql.of("remove-dead-letters");

    private final DataSource database;
    private final String topic;

    Removal(DataSource database, String topic) {
        this.database = database;
        this.topic = topic;
    }

    /** Idempotent. Returns how many records were taken out. */
    long remove() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement limits = connection.createStatement()) {
                limits.execute("set local lock_timeout = '10s'");
                limits.execute("set local statement_timeout = '60s'");
            }
            Sql.rows(connection, LOCK);
            long events = removed(Sql.rows(connection, REMOVE_EVENTS, topic));
            long deadLetters = removed(Sql.rows(connection, REMOVE_DEAD_LETTERS));
            connection.commit();
            return events + deadLetters;
        }
    }

    private static long removed(List<Map<String, @Nullable Object>> rows) {
        return Sql.number(rows.get(0), "removed");
    }

    /**
     * Waits until the records below those offsets have their place.
     *
     * @return false if some still had none when the patience ended
     */
    boolean awaitPlaces(Map<Integer, Long> nextOffsets, Duration patience) throws SQLException, InterruptedException {
        if (nextOffsets.isEmpty()) {
            return true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try (Connection connection = database.getConnection()) {
            while (!StreamEnd.reached(connection, topic, nextOffsets)) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                Thread.sleep(50);
            }
            return true;
        }
    }
}
