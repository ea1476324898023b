package dev.caravan;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The whole application as a user starts it: a process of its own, whose console is kept in files. */
public final class ChildCaravan implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Map<String, String> settings;
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildCaravan(Path folder, Map<String, String> settings, List<String> javaOptions) throws IOException {
        this.folder = folder;
        this.settings = settings;
        Files.createDirectories(folder);
        this.out = Files.createTempFile(folder, "console", ".out");
        this.err = Files.createTempFile(folder, "console", ".err");
        List<String> options = new ArrayList<>(javaOptions);
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        this.process = new ProcessBuilder(ChildJava.command(options, "dev.caravan.Caravan"))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** Starts on free ports unless they are among the settings, and does not wait. */
    public static ChildCaravan start(Path folder, Map<String, String> settings) throws IOException {
        return start(folder, settings, List.of());
    }

    public static ChildCaravan start(Path folder, Map<String, String> settings, List<String> javaOptions)
            throws IOException {
        Map<String, String> all = new HashMap<>();
        for (String port : List.of("server.port", "management.port", "embedded.kafka.port", "embedded.postgres.port")) {
            all.put(port, RunningCaravan.freePort());
        }
        all.put("simulator.back-fill-days", "0");
        all.putAll(settings);
        return new ChildCaravan(folder, all, javaOptions);
    }

    public ChildCaravan awaitUp() {
        await().atMost(START).until(() -> out().contains("Caravan is up") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the process has ended: " + out() + err());
        }
        return this;
    }

    public Process process() {
        return process;
    }

    public String setting(String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** The exit code. Ends the process if it doesn't end by itself. */
    int awaitExit(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + atMost + ": " + out() + err());
        }
        return process.exitValue();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get("server.port", path);
    }

    /** Of the management port, such as {@code /observe/metrics}. */
    HttpResponse<String> observe(String path) throws IOException, InterruptedException {
        return get("management.port", path);
    }

    private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + setting(port) + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Of the embedded PostgreSQL. */
    ProcessHandle postgres() throws IOException {
        Path pidFile = folder.resolve("data/postgres/postmaster.pid");
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                .orElseThrow();
    }

    /** As kill -9 does, and as a machine that loses its power: nothing is closed in order. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The process stands still, and its connections stay, until {@link #wake()}. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("process " + process.pid() + " takes no " + name);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
