package dev.caravan.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/** The database: its version, the tables' version, and how long a question and a transaction take. Nothing is left behind. */
final class DatabaseCheck implements Check {
    private static final String PARTITIONS = Sql.of("event-partitions");
    private static final String INSERT = Sql.of("insert-visitor");
    private static final int QUESTIONS = 5;
    private static final int OLDEST_VERSION = 18;

    private final Installation installation;
    private final Mark mark;

    DatabaseCheck(Installation installation, Mark mark) {
        this.installation = installation;
        this.mark = mark;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String measure() throws Exception {
        try (Connection connection = installation.database().getConnection()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
                throw new CheckFailedException("PostgreSQL " + version + ", 18 or later is needed");
            }
            String tables = tables();
            Map<String, @Nullable Object> partitions =
                    Sql.rows(connection, PARTITIONS).get(0);
            return "PostgreSQL " + version + "; " + tables + "; events has "
                    + Figures.count(Sql.number(partitions, "partitions"), "partition")
                    + (partitions.get("first") == null
                            ? ""
                            : ", " + partitions.get("first") + " to " + partitions.get("last"))
                    + "; round trip " + Figures.ms(roundTripMs(connection)) + "; write, rolled back, "
                    + Figures.ms(writeMs(connection));
        }
    }

    /** The tables must be as this version's migrations make them: not older, not newer. */
    private String tables() {
        MigrationInfoService migrations = Flyway.configure()
                .dataSource(installation.database())
                .locations("classpath:db/migration")
                .load()
                .info();
        MigrationInfo current = migrations.current();
        long pending = migrations.pending().length;
        long foreign = Arrays.stream(migrations.all())
                .filter(migration -> migration.getState().isFailed()
                        || (migration.getState().isApplied()
                                && !migration.getState().isResolved()))
                .count();
        String text = "tables of version " + (current == null ? "none" : versionOf(migrations));
        if (pending + foreign > 0) {
            throw new CheckFailedException(text + ", " + pending + " of this version's migrations are missing, "
                    + foreign + " are unknown to it or failed");
        }
        return text + ", as shipped";
    }

    private static String versionOf(MigrationInfoService migrations) {
        return Arrays.stream(migrations.applied())
                .filter(migration -> migration.getVersion() != null)
                .reduce((earlier, later) -> later)
                .map(migration -> migration.getVersion().getVersion())
                .orElse("none");
    }

    private static double roundTripMs(Connection connection) throws SQLException {
        double[] took = new double[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
            long startNanos = System.nanoTime();
            Sql.rows(connection, "select 1 as one");
            took[i] = Figures.msSince(startNanos);
        }
        Arrays.sort(took);
        return took[QUESTIONS / 2];
    }

    private double writeMs(Connection connection) throws SQLException {
        long startNanos = System.nanoTime();
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, mark.name("rolled-back"));
            if (insert.executeUpdate() != 1) {
                throw new CheckFailedException("a row can't be written");
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return Figures.msSince(startNanos);
    }
}
