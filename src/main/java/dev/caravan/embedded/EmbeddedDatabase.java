package dev.caravan.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child process, on the loopback interface, with its data kept. Database, user and password are {@code caravan}.
 *
 * <p>Outlives a killed parent; the next start stops what is left of it. The caller holds the data folder, so nobody else uses it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "caravan";
    private static final int DELETE_ATTEMPTS = 50;
    private static final Duration DELETE_PAUSE = Duration.ofMillis(200);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts the server and returns when it answers.
     *
     * @param folder of the data; made at the first start, kept over restarts
     */
    public static EmbeddedDatabase start(Path folder, int port) throws IOException {
        Path complete = folder.resolveSibling(folder.getFileName() + ".complete");
        if (!Files.exists(complete)) {
            endInitdb(folder);
            delete(folder);
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("lc_messages", "C")
                .start();
        try {
            createDatabase(postgres);
            Files.writeString(complete, "initdb has finished\n");
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("can't create database " + NAME + ": " + e.getMessage(), e);
        }
        return new EmbeddedDatabase(postgres);
    }

    /** For this application's own connections. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!any(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login password '" + NAME + "'");
            }
            if (!any(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean any(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** PostgreSQL manual, "Shutting Down the Server": SIGTERM waits for sessions, whose clients died with the parent; then it is killed. */
    public static void stopLeftover(Path folder) throws IOException {
        Optional<ProcessHandle> leftover = leftover(folder);
        if (leftover.isEmpty()) {
            // PostgreSQL would take any living process of that number for its own
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            return;
        }
        ProcessHandle process = leftover.get();
        LOG.info("stopping the PostgreSQL that an earlier run left behind, process {}", process.pid());
        process.destroy();
        try {
            process.onExit().get(8, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping process " + process.pid(), e);
        } catch (ExecutionException e) {
            throw new IOException("can't stop process " + process.pid(), e);
        }
    }

    /** The process of {@code postmaster.pid}, if it works in this folder: the number may long belong to another. */
    private static Optional<ProcessHandle> leftover(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(process -> worksIn(folder, process));
    }

    private static boolean worksIn(Path folder, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().orElse("").contains("postgres")
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(folder.toString()))
                        .orElse(true);
    }

    /** It outlives a killed parent as the server does, and would go on to write into the folder. */
    private static void endInitdb(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("initdb")
                        && List.of(process.info().arguments().orElse(new String[0]))
                                .contains(folder.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Again for some seconds where it fails: what initdb had started writes until it sees that nobody talks to it. */
    private static void delete(Path folder) throws IOException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                deleteNow(folder);
            } catch (IOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(DELETE_PAUSE.toNanos());
            }
        }
    }

    private static void deleteNow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
