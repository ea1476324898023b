package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ground: JDK, health, disk space, clocks. */
final class InfrastructureCheck implements Check {
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final long LEAST_FREE_BYTES = 1_000_000_000;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final Installation installation;
    private final Web web;
    private final Clock clock;

    InfrastructureCheck(Installation installation, Web web, Clock clock) {
        this.installation = installation;
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "infrastructure";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String measure() throws Exception {
        List<String> measured = new ArrayList<>();
        measured.add("JDK " + Runtime.version());
        measured.add(health());
        measured.add(disk());
        measured.add("clocks: database " + difference(databaseDifference(), "the database's") + ", page "
                + pageDifference());
        return String.join("; ", measured);
    }

    private String health() throws IOException, InterruptedException {
        JsonNode health = settledHealth();
        List<String> states = new ArrayList<>();
        int consumers = 0;
        for (JsonNode check : health.path("checks")) {
            String state =
                    check.path("name").asText() + " " + check.path("status").asText();
            if (state.startsWith("consumer:") && state.endsWith(" UP")) {
                consumers++;
            } else {
                states.add(state);
            }
        }
        states.add(Figures.count(consumers, "consumer") + " UP");
        String text = "health " + health.path("status").asText("unknown") + " (" + String.join(", ", states) + ")";
        if (!isUp(health)) {
            throw new CheckFailedException(text);
        }
        return text;
    }

    /** An instance that has just started is DOWN for a moment. */
    private JsonNode settledHealth() throws IOException, InterruptedException {
        URI uri = installation.management().resolve("/observe/health");
        long startNanos = System.nanoTime();
        JsonNode health = Web.json(uri, web.get(uri).body());
        while (!isUp(health) && Figures.msSince(startNanos) < SETTLED.toMillis()) {
            Thread.sleep(500);
            health = Web.json(uri, web.get(uri).body());
        }
        return health;
    }

    private static boolean isUp(JsonNode health) {
        return health.path("status").asText().equals("UP");
    }

    private String disk() throws IOException {
        Path folder = installation.dataFolder();
        if (folder == null || !Files.exists(folder)) {
            return "disk not measured, the data is not on this machine";
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        String text = "disk " + free / 1_000_000_000 + " GB free";
        if (free < LEAST_FREE_BYTES) {
            throw new CheckFailedException(text + " at " + folder + ", less than 1 GB");
        }
        return text;
    }

    private Duration databaseDifference() throws SQLException {
        try (Connection connection = installation.database().getConnection()) {
            Sql.rows(connection, "select clock_timestamp() as now");
            Instant before = clock.instant();
            Object now = Sql.rows(connection, "select clock_timestamp() as now")
                    .get(0)
                    .get("now");
            Duration roundTrip = Duration.between(before, clock.instant());
            if (now instanceof Timestamp time) {
                return Duration.between(before.plus(roundTrip.dividedBy(2)), time.toInstant());
            }
            throw new IllegalStateException("the database's time must be a timestamp, was " + now);
        }
    }

    /** A frame may be a quarter of a second old when it is handed out. That the page does not answer is the dashboard's failure. */
    private String pageDifference() throws InterruptedException {
        Instant at;
        try {
            JsonNode frame = web.json(installation.page().resolve("/api/snapshot"));
            at = Instant.parse(frame.path("at").asText());
        } catch (IOException | CheckFailedException | DateTimeException e) {
            return "not measured, it does not answer";
        }
        return difference(Duration.between(clock.instant(), at), "the page's");
    }

    private static String difference(Duration difference, String whose) {
        String text = String.format(Locale.ROOT, "%+d ms", difference.toMillis());
        if (difference.abs().compareTo(CLOCKS_DIFFER) > 0) {
            throw new CheckFailedException(whose + " clock differs from this machine's by " + text);
        }
        return text;
    }
}
