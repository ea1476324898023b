package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything at once: what the simulator says that it sent is what the tables say, and what the page says is what all stored events say.
 * The simulator stands still meanwhile. Another source that writes at the same time makes the check begin again, a few times.
 */
final class EndToEndCheck implements Check {
    private static final int ATTEMPTS = 3;

    /** A pause lasts 30 s. */
    private static final long RENEWAL_S = 10;

    private static final Duration STORED = Duration.ofMinutes(1);

    /** The parts of a frame that are read at most once a second may be so old. */
    private static final Duration SLOW_PARTS = Duration.ofMillis(3200);

    private static final String PLACES = Sql.of("places");

    private final Installation installation;
    private final Web web;
    private final AnswerSheets sheets;
    private final StreamEnd end;

    EndToEndCheck(Installation installation, Web web, AnswerSheets sheets) {
        this.installation = installation;
        this.web = web;
        this.sheets = sheets;
        this.end = new StreamEnd(installation);
    }

    @Override
    public String name() {
        return "end to end";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public String measure() throws Exception {
        sheets.read();
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(EndToEndCheck::renewing);
        try {
            ScheduledFuture<?> unused =
                    renewal.scheduleWithFixedDelay(this::renewPause, RENEWAL_S, RENEWAL_S, TimeUnit.SECONDS);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                String text = attempt();
                if (text != null) {
                    return text + (attempt > 1 ? "; attempt " + attempt + ", another source wrote before" : "");
                }
            }
        } finally {
            end(renewal);
        }
        throw new CheckFailedException("another source writes to " + installation.eventsTopic()
                + ": nothing stood still in " + ATTEMPTS + " attempts");
    }

    private static Thread renewing(Runnable task) {
        Thread thread = new Thread(task, "verify-pause");
        thread.setDaemon(true);
        return thread;
    }

    private void renewPause() {
        try {
            sheets.pause();
        } catch (IOException | CheckFailedException e) {
            // if the pause ends for that, the topic moves, and the attempt does not count
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No pause may come after the resumption. */
    private void end(ScheduledExecutorService renewal) throws IOException, InterruptedException {
        renewal.shutdown();
        try {
            if (!renewal.awaitTermination(RENEWAL_S, TimeUnit.SECONDS)) {
                renewal.shutdownNow();
            }
        } finally {
            sheets.resume();
        }
    }

    /** Null if something moved. */
    private @Nullable String attempt() throws Exception {
        try (Connection connection = installation.database().getConnection()) {
            standStill(connection);
            Map<String, @Nullable Object> before = places(connection);
            JsonNode sheet = sheets.read();
            URI uri = installation.page().resolve("/api/snapshot");
            JsonNode snapshot = web.json(uri);
            List<String> differences = new ArrayList<>();
            for (SheetDifference one : new SheetComparison(sheet).differences(connection)) {
                differences.add(one.what() + ": sheet " + one.sheet() + ", tables " + one.tables());
            }
            SnapshotComparison page = new SnapshotComparison(snapshot);
            differences.addAll(page.differences(connection, before));
            if (Sql.number(before, "next_offsets") != Sql.number(places(connection), "next_offsets")) {
                return null;
            }
            if (!differences.isEmpty()) {
                throw new CheckFailedException(Figures.count(differences.size(), "difference") + ": "
                        + String.join("; ", differences.subList(0, Math.min(5, differences.size()))));
            }
            return "run " + sheet.path("run").asText() + ", "
                    + Figures.count(sheet.path("records").asLong(), "record")
                    + ": sheet = tables, to the cent; page = "
                    + Figures.count(Sql.number(before, "events"), "stored event")
                    + " computed afresh (" + page.summary() + ")";
        }
    }

    /** Returns when the simulator is paused, what it sent has its place, and no part of a new frame is older than that. */
    private void standStill(Connection connection) throws Exception {
        long startNanos = System.nanoTime();
        sheets.pause();
        while (sheets.read().path("sending").asLong() > 0 || !end.isStored(connection)) {
            if (Figures.msSince(startNanos) > STORED.toMillis()) {
                throw new CheckFailedException("what was sent is not stored after " + STORED.toSeconds()
                        + " s, or the topic never stands still");
            }
            Thread.sleep(200);
        }
        Thread.sleep(SLOW_PARTS.toMillis());
    }

    private static Map<String, @Nullable Object> places(Connection connection) throws SQLException {
        return Sql.rows(connection, PLACES).get(0);
    }
}
