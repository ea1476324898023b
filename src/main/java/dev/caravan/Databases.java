package dev.caravan;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.dbcp2.BasicDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the connection pool. */
final class Databases {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A connection that says nothing for so long when it is asked for a sign of life is given up. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /**
     * What the server does about a client that stands still or has vanished: its transaction, and the fence with it, ends before Kafka's
     * session of 45 s does, and others can go on. Longer than the 15 s for which a transaction may ask Kafka for a gap. A statement whose
     * client has closed the connection, and a connection whose machine is gone, end as well (PostgreSQL manual, "Client Connection
     * Defaults" and "Connections and Authentication"). The lock timeout makes the store stage look for what none of this reaches.
     */
    private static final List<String> NO_LOCKS_FOR_THE_DEAD = List.of(
            "set idle_in_transaction_session_timeout = '20s'",
            "set lock_timeout = '20s'",
            "set client_connection_check_interval = '5s'",
            "set tcp_keepalives_idle = 15",
            "set tcp_keepalives_interval = 5",
            "set tcp_keepalives_count = 3");

    /**
     * A commit need not wait for the disk: should the server crash and lose the last ones, it loses the offsets with the events, and both are
     * read again from Kafka. The statements look up and write a batch's rows by their keys, whatever the size of the tables, so their plans
     * are made once, and never such that read a whole table.
     */
    private static final List<String> OF_THE_STORE_STAGE = List.of(
            "set synchronous_commit = off",
            "set plan_cache_mode = force_generic_plan",
            "set enable_hashjoin = off",
            "set enable_mergejoin = off",
            "set enable_seqscan = off");

    private Databases() {}

    /** Where the settings say that the shop's database is: theirs, or the embedded one of an application that runs beside. */
    static DatabaseUrl urlOf(Settings settings) {
        String given = settings.textOrNull("database.url");
        return given == null
                ? new DatabaseUrl(
                        "jdbc:postgresql://127.0.0.1:" + settings.port("embedded.postgres.port") + "/caravan",
                        "caravan",
                        "caravan")
                : DatabaseUrl.parse(
                        given, settings.textOrNull("database.user"), settings.textOrNull("database.password"));
    }

    /**
     * Returns when the database answers. The server ends transactions of these connections that idle for 20 s.
     *
     * @throws SettingException if it doesn't within a minute, or refuses us
     */
    static BasicDataSource open(DatabaseUrl url, Settings settings) {
        BasicDataSource pool = pool(url, settings);
        pool.setConnectionInitSqls(NO_LOCKS_FOR_THE_DEAD);
        waitFor(pool, url);
        return pool;
    }

    /**
     * As {@link #open}, but transactions may idle, and statements take any time: Flyway holds its lock in one connection, while another
     * works for as long as it takes.
     */
    static BasicDataSource openForMigrations(DatabaseUrl url, Settings settings) {
        BasicDataSource pool = pool(url, settings);
        pool.addConnectionProperty("socketTimeout", "0");
        waitFor(pool, url);
        return pool;
    }

    private static BasicDataSource pool(DatabaseUrl url, Settings settings) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url.jdbcUrl());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setMaxTotal(settings.integer("database.connections", 2, 500));
        pool.setMaxIdle(settings.integer("database.connections", 2, 500));
        pool.setMaxWait(Duration.ofSeconds(10));
        pool.setTestOnBorrow(true);
        pool.setValidationQueryTimeout(ANSWER);
        pool.setFastFailValidation(true);
        pool.addConnectionProperty("ApplicationName", "caravan");
        pool.addConnectionProperty("connectTimeout", "5");
        pool.addConnectionProperty("loginTimeout", "10");
        pool.addConnectionProperty("socketTimeout", "60");
        pool.addConnectionProperty("tcpKeepAlive", "true");
        pool.addConnectionProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    /** Connections of the store stage, one for each consumer and one to make partitions with. */
    static BasicDataSource openForStore(DatabaseUrl url, Settings settings) {
        BasicDataSource pool = pool(url, settings);
        pool.setConnectionInitSqls(Stream.concat(NO_LOCKS_FOR_THE_DEAD.stream(), OF_THE_STORE_STAGE.stream())
                .toList());
        pool.setMaxTotal(settings.integer("pipeline.consumers", 1, 1000) + 1);
        return pool;
    }

    private static void waitFor(BasicDataSource pool, DatabaseUrl url) {
        Instant deadline = Instant.now().plus(PATIENCE);
        boolean said = false;
        while (true) {
            try (Connection connection = pool.getConnection()) {
                requireVersion(connection.getMetaData(), url);
                return;
            } catch (SQLException e) {
                String reason = rootMessage(e);
                if (isRefusal(e) || Instant.now().isAfter(deadline)) {
                    throw new SettingException("the database " + url + " can't be used: " + reason
                            + ". Check database.url, database.user and database.password");
                }
                if (!said) {
                    LOG.warn("waiting for the database {}: {}", url, reason);
                    said = true;
                }
                pause();
            }
        }
    }

    /** The store stage asks for what a row was before it was changed, which PostgreSQL tells from 18 on. */
    private static void requireVersion(DatabaseMetaData database, DatabaseUrl url) throws SQLException {
        if (database.getDatabaseMajorVersion() < 18) {
            throw new SettingException("the database " + url + " is PostgreSQL " + database.getDatabaseProductVersion()
                    + ", 18 or later is needed. Check database.url");
        }
    }

    /** SQLSTATE classes 28 (authorisation) and 3D (no such database): waiting cures neither. */
    private static boolean isRefusal(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("28") || sql.getSQLState().startsWith("3D"))) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while waiting for the database");
        }
    }
}
