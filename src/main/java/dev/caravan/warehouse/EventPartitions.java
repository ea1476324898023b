package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The partitions of {@code events}, one a UTC day, made when the first event of a day comes.
 *
 * <p>A partition is made as a table of its own and then attached: that takes a lock that lets writers go on, unlike {@code create table
 * … partition of} (PostgreSQL manual, "Table Partitioning"). Safe for several threads and several instances.
 */
final class EventPartitions {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** Any constant: instances that make partitions queue behind it. */
    private static final long LOCK = 0x6361726176616e01L;

    private static final String EXISTS = Sql.of("is-events-partition");

    private final DataSource dataSource;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    EventPartitions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns when all those days have a partition. Runs outside of the batch's transaction. */
    void ensure(Collection<LocalDate> days) throws SQLException {
        if (known.containsAll(days)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (LocalDate day : days) {
                    if (!known.contains(day)) {
                        makeIfMissing(connection, day);
                        known.add(day);
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Ask the database again: somebody may have dropped a partition. */
    void forget() {
        known.clear();
    }

    private static void makeIfMissing(Connection connection, LocalDate day) throws SQLException {
        if (exists(connection, day)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            if (!exists(connection, day)) {
                String name = name(day);
                statement.execute("create table " + name + " (like events including all)");
                statement.execute("alter table events attach partition " + name + " for values from ('"
                        + day.atStartOfDay(ZoneOffset.UTC) + "') to ('"
                        + day.plusDays(1).atStartOfDay(ZoneOffset.UTC) + "')");
            }
        }
        connection.commit();
    }

    /** Asks the table, not {@code to_regclass}, whose cache may still say no after another session has committed. */
    private static boolean exists(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
            statement.setString(1, name(day));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static String name(LocalDate day) {
        return "events_" + DAY.format(day);
    }
}
