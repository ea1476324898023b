package dev.caravan;

import dev.caravan.embedded.DataFolder;
import dev.caravan.embedded.EmbeddedDatabase;
import dev.caravan.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka and the PostgreSQL that this run uses: the given ones, or embedded ones, each on its own. */
final class Servers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private @Nullable DataFolder folder;
    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedDatabase database;
    private final Settings settings;

    private Servers(Settings settings) {
        this.settings = settings;
    }

    /** Starts what is not given. Nothing is left running if it fails. */
    static Servers start(Settings settings, Path workingDirectory) throws IOException {
        Servers servers = new Servers(settings);
        boolean embedKafka = settings.textOrNull("kafka.brokers") == null;
        boolean embedDatabase = settings.textOrNull("database.url") == null;
        if (embedKafka || embedDatabase) {
            servers.folder = hold(workingDirectory.resolve(settings.text("data.dir")));
        }
        try {
            servers.startEmbedded(embedKafka, embedDatabase);
        } catch (CompletionException e) {
            servers.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof SettingException wrong) {
                throw wrong;
            }
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
        return servers;
    }

    private static DataFolder hold(Path path) throws IOException {
        try {
            return DataFolder.hold(path);
        } catch (DataFolder.FolderTakenException e) {
            throw new SettingException(
                    e.getMessage() + ". Stop that one, or give this one a folder and ports of its own:"
                            + " data.dir, server.port, management.port, embedded.kafka.port, embedded.postgres.port");
        }
    }

    private void startEmbedded(boolean embedKafka, boolean embedDatabase) {
        CompletableFuture<Void> databaseStart = embedDatabase
                ? CompletableFuture.runAsync(this::startDatabase)
                : CompletableFuture.completedFuture(null);
        CompletableFuture<Void> kafkaStart =
                embedKafka ? CompletableFuture.runAsync(this::startKafka) : CompletableFuture.completedFuture(null);
        CompletableFuture.allOf(databaseStart, kafkaStart).join();
    }

    private void startKafka() {
        int port = settings.port("embedded.kafka.port");
        int brokers = settings.integer("embedded.kafka.brokers", 1, 5);
        for (int i = 0; i < brokers; i++) {
            requireFree("127.0.0.1", port + i, "embedded.kafka.port");
        }
        try {
            kafka = EmbeddedKafka.start(held().resolve("kafka"), port, brokers);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void startDatabase() {
        int port = settings.port("embedded.postgres.port");
        try {
            Path data = held().resolve("postgres");
            EmbeddedDatabase.stopLeftover(data);
            requireFree("127.0.0.1", port, "embedded.postgres.port");
            database = EmbeddedDatabase.start(data, port);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private DataFolder held() {
        if (folder == null) {
            throw new IllegalStateException("the data folder is not held");
        }
        return folder;
    }

    /**
     * Fails when a port is taken.
     *
     * @param property that sets it
     * @throws SettingException in one line that names the property
     */
    static void requireFree(String host, int port, String property) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new SettingException("port " + port + " on " + host + " can't be had (" + e.getMessage() + "). Set "
                    + property + " to another one");
        }
    }

    String kafkaBrokers() {
        return kafka != null ? kafka.bootstrap() : settings.text("kafka.brokers");
    }

    boolean kafkaIsEmbedded() {
        return kafka != null;
    }

    int kafkaBrokerCount() {
        return kafka != null ? settings.integer("embedded.kafka.brokers", 1, 5) : 0;
    }

    boolean databaseIsEmbedded() {
        return database != null;
    }

    DatabaseUrl database() {
        if (database != null) {
            return new DatabaseUrl(database.jdbcUrl(), "caravan", "caravan");
        }
        return DatabaseUrl.parse(
                settings.text("database.url"),
                settings.textOrNull("database.user"),
                settings.textOrNull("database.password"));
    }

    /** Both at a time: neither needs the other for its end. */
    @Override
    public void close() {
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(this::closeDatabase), CompletableFuture.runAsync(this::closeKafka))
                .join();
        try {
            if (folder != null) {
                folder.close();
            }
        } catch (IOException e) {
            LOG.warn("the data folder was not released: {}", e.getMessage());
        }
    }

    private void closeDatabase() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop: {}", e.getMessage());
        }
    }

    private void closeKafka() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
