package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The whole application in this process, on free ports and in a folder of its own, with its real Kafka and PostgreSQL. */
public final class RunningCaravan implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Application application;
    private final Path folder;
    private final Map<String, String> settings;

    private RunningCaravan(Application application, Path folder, Map<String, String> settings) {
        this.application = application;
        this.folder = folder;
        this.settings = settings;
    }

    /** Starts with the shipped settings but these; the simulator is off unless it is among them. */
    public static RunningCaravan start(Path folder, Map<String, String> settings) {
        return start(folder, settings, main -> {});
    }

    public static RunningCaravan start(Path folder, Map<String, String> settings, Consumer<Main> lastWord) {
        Map<String, String> all = new HashMap<>();
        all.put("stage.simulator", "false");
        all.put("simulator.back-fill-days", "0");
        all.put("server.port", freePort());
        all.put("management.port", freePort());
        all.put("embedded.kafka.port", freePort());
        all.put("embedded.postgres.port", freePort());
        all.put("data.dir", folder.resolve("data").toString());
        all.put("inbox.dir", folder.resolve("inbox").toString());
        all.put("inbox.settle-ms", "100");
        all.putAll(settings);
        Properties system = new Properties();
        system.putAll(all);
        try {
            Files.createDirectories(folder);
            Application application =
                    new Application(Settings.load(folder, Map.of(), system), folder, System.nanoTime(), lastWord);
            application.start();
            return new RunningCaravan(application, folder, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path inbox() {
        return Path.of(setting("inbox.dir"));
    }

    public String setting(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the test sets no " + key);
        }
        return value;
    }

    public String brokers() {
        return settings.getOrDefault("kafka.brokers", "127.0.0.1:" + setting("embedded.kafka.port"));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + setting("server.port") + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Of the management port, such as {@code /observe/health}. */
    public HttpResponse<String> observe(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + setting("management.port") + path))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** To this instance's database. */
    Connection connect() throws SQLException {
        String url = settings.getOrDefault(
                "database.url", "jdbc:postgresql://127.0.0.1:" + setting("embedded.postgres.port") + "/caravan");
        return DriverManager.getConnection(url, "caravan", "caravan");
    }

    /** As {@link #rows}, of this instance's database. */
    public List<String> query(String sql) {
        try (Connection connection = connect()) {
            return rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** Changes the tables behind the pipeline's back. */
    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The rows of a query, columns joined by {@code |}, null as an empty text. */
    public static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = rows.getString(i);
                    row.add(value == null ? "" : value);
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    /** The one value of a query. */
    public String value(String sql) {
        return query(sql).get(0);
    }

    public long count(String sql) {
        return Long.parseLong(value(sql));
    }

    /** Sends values to the events topic, all of one key, and returns when Kafka has them. */
    public void send(String key, List<byte[]> values) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        send(values.stream()
                .map(value -> new ProducerRecord<>("ecommerce-events", bytes, value))
                .toList());
    }

    /** Sends records in that order and returns where Kafka put each. */
    public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", brokers(), "acks", "all", "max.request.size", 2_000_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            List<RecordMetadata> places = new ArrayList<>();
            for (Future<RecordMetadata> one : sent) {
                places.add(one.get());
            }
            return places;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a file into the inbox in one step, as a careful uploader does: written elsewhere, then moved. */
    public void drop(String name, byte[] content) {
        try {
            Path written = Files.createDirectories(folder.resolve("uploads")).resolve(name);
            Files.write(written, content);
            Files.createDirectories(inbox());
            Files.move(written, inbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when so many records of the events topic have found their places. */
    public void awaitPlaces(long records, Duration patience) {
        await().alias(records + " records find their places")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(
                                count("select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets"))
                        .isEqualTo(records));
    }

    public static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        application.stop();
    }
}
