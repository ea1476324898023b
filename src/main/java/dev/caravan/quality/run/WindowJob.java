package dev.caravan.quality.run;

import dev.caravan.quality.Partition;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.row.WindowState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what batches added to each window together, and judges windows that have ended: a grace after their end, and again when records
 * came later. One instance at a time works, a few windows a transaction, and holds one window and one part in memory. It uses at most
 * about a twentieth of the time. Thread-safe.
 */
public final class WindowJob {
    private static final Logger LOG = LoggerFactory.getLogger(WindowJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration RETENTION_PAUSE = Duration.ofMinutes(10);
    private static final int SHARE = 20;
    private static final int WINDOWS_AT_A_TIME = 20;
    private static final int PARTS_AT_A_TIME = 1_000;
    private static final int FETCH = 20;

    private final DataSource dataSource;
    private final StreamSuites suites;
    private final Supplier<Optional<List<String>>> allSuites;
    private final QualityRuns runs;
    private final QualityAlerts alerts;
    private final QualityMetrics metrics;
    private final Settings settings;
    private final Clock clock;
    private Instant dueAt = Instant.EPOCH;
    private Instant retentionDueAt = Instant.EPOCH;
    private @Nullable String failure;

    /**
     * How long things are kept.
     *
     * @param grace how long after its end a window waits for records before it is judged
     * @param windows how long after its end a window takes records that come late
     * @param runs how long runs are kept
     */
    public record Settings(Duration grace, Duration windows, Duration runs) {}

    /** @param allSuites the names of all suites that there are; empty where a file can't be read */
    WindowJob(
            DataSource dataSource,
            StreamSuites suites,
            Supplier<Optional<List<String>>> allSuites,
            QualityRuns runs,
            QualityAlerts alerts,
            QualityMetrics metrics,
            Settings settings,
            Clock clock) {
        this.dataSource = dataSource;
        this.suites = suites;
        this.allSuites = allSuites;
        this.runs = runs;
        this.alerts = alerts;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** One window of one suite. */
    private record Window(StreamSuite suite, Instant start) {
        Instant end() {
            return start.plus(suite.window());
        }
    }

    /** What one transaction does; true where there may be more to do. */
    private interface Work {
        boolean in(Connection connection) throws SQLException;
    }

    public synchronized boolean isDue() {
        return !clock.instant().isBefore(dueAt);
    }

    /** Returns at once where another instance is at it. */
    public synchronized void run() throws SQLException {
        Instant began = clock.instant();
        whileThereIsMore(this::mergeParts);
        whileThereIsMore(this::judgeWindows);
        if (!began.isBefore(retentionDueAt)) {
            whileThereIsMore(this::deleteWhatIsOld);
            transact(this::endAlertsOfLostSuites);
            retentionDueAt = began.plus(RETENTION_PAUSE);
        }
        if (failure != null) {
            LOG.info("windows of the stream are judged again");
            failure = null;
        }
        Instant now = clock.instant();
        Duration pause = Duration.between(began, now).multipliedBy(SHARE);
        dueAt = now.plus(pause.compareTo(PAUSE) > 0 ? pause : PAUSE);
    }

    /** It went wrong, and is tried again. Says so once. */
    public synchronized void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String message = String.valueOf(cause.getMessage());
        if (failure == null && cause instanceof SQLException) {
            LOG.warn("windows of the stream can't be judged, which is tried again: {}", message);
        } else if (failure == null) {
            LOG.error("windows of the stream can't be judged, which is tried again", cause);
        }
        failure = message;
        dueAt = clock.instant().plus(PAUSE.multipliedBy(10));
    }

    private void whileThereIsMore(Work work) throws SQLException {
        boolean more = true;
        while (more) {
            more = transact(work);
        }
    }

    private boolean transact(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean mine = Sql.query(connection, "try-window-lock", row -> row.getBoolean(1))
                        .get(0);
                boolean more = mine && work.in(connection);
                connection.commit();
                return more;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean mergeParts(Connection connection) throws SQLException {
        List<Window> windows = windows(connection, "select-windows-with-parts", WINDOWS_AT_A_TIME);
        boolean more = windows.size() == WINDOWS_AT_A_TIME;
        for (Window window : windows) {
            more |= merge(connection, window);
        }
        return more;
    }

    /** True where more parts may wait. */
    private boolean merge(Connection connection, Window window) throws SQLException {
        StreamSuite suite = window.suite();
        if (isTooLate(connection, window)) {
            long late = Sql.query(
                            connection,
                            "delete-late-parts",
                            row -> row.getLong(1),
                            suite.name(),
                            suite.fingerprint(),
                            window.start())
                    .get(0);
            metrics.countLate(late);
            return false;
        }
        @Nullable WindowState state = stateOf(connection, window);
        List<Long> merged = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.of("select-parts"))) {
            statement.setFetchSize(FETCH);
            Sql.bind(statement, suite.name(), suite.fingerprint(), window.start(), PARTS_AT_A_TIME);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    merged.add(row.getLong("part_id"));
                    WindowState part = suite.judge().read(row.getBytes("state"));
                    if (state == null) {
                        state = part;
                    } else {
                        state.merge(part);
                    }
                }
            }
        }
        if (state == null) {
            return false;
        }
        Sql.update(
                connection,
                "upsert-window",
                suite.name(),
                suite.fingerprint(),
                window.start(),
                window.end(),
                state.records(),
                state.toBytes());
        Sql.update(
                connection,
                "delete-parts",
                suite.name(),
                suite.fingerprint(),
                window.start(),
                connection.createArrayOf("bigint", merged.toArray()));
        return merged.size() == PARTS_AT_A_TIME;
    }

    /** Its state is deleted, and a run of these records alone must not replace that of all. */
    private boolean isTooLate(Connection connection, Window window) throws SQLException {
        if (!window.end().isBefore(clock.instant().minus(settings.windows()))) {
            return false;
        }
        return Sql.query(
                        connection,
                        "is-window-forgotten",
                        row -> row.getBoolean(1),
                        window.suite().runId(window.start()),
                        window.suite().name(),
                        window.suite().fingerprint(),
                        window.start())
                .get(0);
    }

    private static @Nullable WindowState stateOf(Connection connection, Window window) throws SQLException {
        StreamSuite suite = window.suite();
        List<byte[]> states = Sql.query(
                connection,
                "select-window",
                row -> row.getBytes("state"),
                suite.name(),
                suite.fingerprint(),
                window.start());
        return states.isEmpty() ? null : suite.judge().read(states.get(0));
    }

    private boolean judgeWindows(Connection connection) throws SQLException {
        List<Window> windows = windows(
                connection, "select-windows-to-judge", clock.instant().minus(settings.grace()), WINDOWS_AT_A_TIME);
        for (Window window : windows) {
            judge(connection, window);
        }
        return windows.size() == WINDOWS_AT_A_TIME;
    }

    private void judge(Connection connection, Window window) throws SQLException {
        Instant began = clock.instant();
        StreamSuite suite = window.suite();
        WindowState state = Objects.requireNonNull(stateOf(connection, window), "its row was just read");
        SuiteRun run = new SuiteRun(
                suite.runId(window.start()),
                suite.suite(),
                "window",
                began,
                clock.instant(),
                new Partition.Range(window.start(), window.end()),
                runs.byBaselines(connection, suite.name(), window.start(), state.verdicts()));
        runs.store(connection, run);
        Sql.update(
                connection,
                "mark-window-judged",
                began,
                run.runId(),
                suite.name(),
                suite.fingerprint(),
                window.start());
        alerts.follow(connection, run);
        metrics.count(run);
    }

    /** Only windows of suites that are known since the start: nobody can read others. */
    private List<Window> windows(Connection connection, String act, Object... parameters) throws SQLException {
        Collection<StreamSuite> known = suites.known();
        List<Object> all = new ArrayList<>();
        all.add(connection.createArrayOf(
                "text", known.stream().map(StreamSuite::name).toArray()));
        all.add(connection.createArrayOf(
                "text", known.stream().map(StreamSuite::fingerprint).toArray()));
        all.addAll(List.of(parameters));
        return Sql.query(
                connection,
                act,
                row -> new Window(
                        Objects.requireNonNull(suites.find(row.getString("suite"), row.getString("fingerprint"))),
                        Sql.instant(row, "window_start")),
                all.toArray());
    }

    private boolean endAlertsOfLostSuites(Connection connection) throws SQLException {
        Optional<List<String>> names = allSuites.get();
        if (names.isPresent()) {
            alerts.resolveThoseOfOthers(connection, names.get(), clock.instant());
        }
        return false;
    }

    private boolean deleteWhatIsOld(Connection connection) throws SQLException {
        Instant now = clock.instant();
        int deleted = Sql.update(
                        connection,
                        "delete-old-windows",
                        now.minus(settings.windows()),
                        now.minus(settings.windows()),
                        now.minus(settings.runs()))
                + Sql.update(connection, "delete-old-parts", now.minus(settings.runs()))
                + Sql.update(connection, "delete-old-runs", now.minus(settings.runs()));
        return deleted > 0;
    }
}
