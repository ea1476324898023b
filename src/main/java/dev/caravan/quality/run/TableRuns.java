package dev.caravan.quality.run;

import dev.caravan.quality.Partition;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the suites that are about tables. All expectations of a run see the tables as they were at its start, and can change nothing. A
 * suite runs once at a time, whatever instance runs it. Thread-safe.
 */
public final class TableRuns {
    private static final Logger LOG = LoggerFactory.getLogger(TableRuns.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String IMPORT = "import";
    private static final String SCHEDULE = "schedule";

    /** A schedule never comes to the second. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final Supplier<List<Suite>> suites;
    private final Engine engine;
    private final QualityRuns runs;
    private final QualityAlerts alerts;
    private final QualityMetrics metrics;
    private final Duration patience;
    private final ZoneId shopTimeZone;
    private final Clock clock;

    /** What judges a table. */
    public interface Engine {
        /**
         * The verdicts, in the suite's order.
         *
         * @param connection in no transaction
         */
        List<Verdict> run(Connection connection, Suite suite, Instant now, ZoneId shopTimeZone) throws SQLException;
    }

    /** @param patience how long one statement may take */
    TableRuns(
            DataSource dataSource,
            Supplier<List<Suite>> suites,
            Engine engine,
            QualityRuns runs,
            QualityAlerts alerts,
            QualityMetrics metrics,
            Duration patience,
            ZoneId shopTimeZone,
            Clock clock) {
        this.dataSource = dataSource;
        this.suites = suites;
        this.engine = engine;
        this.runs = runs;
        this.alerts = alerts;
        this.metrics = metrics;
        this.patience = patience;
        this.shopTimeZone = shopTimeZone;
        this.clock = clock;
    }

    /**
     * Runs all of them, one after the other. One that runs elsewhere is left out; one that fails doesn't stop the others. After an import they
     * are about all times, since nobody knows how old what was imported is.
     */
    public void runAll(String trigger) throws SQLException {
        SQLException failure = null;
        for (Suite suite : suites.get()) {
            if (suite.target() instanceof Target.Table table) {
                try {
                    if (trigger.equals(SCHEDULE) && !isDue(suite)) {
                        continue;
                    }
                    if (run(trigger.equals(IMPORT) ? suite.about(table.ofAllTimes()) : suite, trigger)
                            .isEmpty()) {
                        LOG.info("suite {} runs elsewhere and is left out", suite.name());
                    }
                } catch (SQLException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private boolean isDue(Suite suite) throws SQLException {
        if (suite.every().isZero()) {
            return true;
        }
        try (Connection connection = dataSource.getConnection()) {
            Instant enough = clock.instant().minus(suite.every()).plus(EARLY);
            return Sql.query(connection, "has-run-since", row -> row.getBoolean(1), suite.name(), SCHEDULE, enough)
                    .equals(List.of(false));
        }
    }

    /** Empty where the suite is running already. */
    Optional<SuiteRun> run(Suite suite, String trigger) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!Sql.query(connection, "try-suite-lock", row -> row.getBoolean(1), suite.name())
                    .get(0)) {
                return Optional.empty();
            }
            int usualTimeoutMs = connection.getNetworkTimeout();
            try {
                connection.setNetworkTimeout(
                        Runnable::run, Math.toIntExact(patience.plus(ANSWER).toMillis()));
                return Optional.of(runAlone(connection, suite, trigger));
            } finally {
                connection.setNetworkTimeout(Runnable::run, usualTimeoutMs);
                Sql.query(connection, "unlock-suite", row -> row.getBoolean(1), suite.name());
            }
        }
    }

    private SuiteRun runAlone(Connection connection, Suite suite, String trigger) throws SQLException {
        Instant began = clock.instant();
        List<Verdict> verdicts = engine.run(connection, suite, began, shopTimeZone);
        SuiteRun run = new SuiteRun(
                UUID.randomUUID(),
                suite,
                trigger,
                began,
                clock.instant(),
                rangeOf((Target.Table) suite.target(), began),
                runs.byBaselines(connection, suite.name(), began, verdicts));
        connection.setAutoCommit(false);
        try {
            runs.store(connection, run);
            alerts.follow(connection, run);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        metrics.count(run);
        return run;
    }

    private Partition.@Nullable Range rangeOf(Target.Table table, Instant now) {
        Partition partition = table.partition();
        return partition == null ? null : partition.span().at(now, shopTimeZone);
    }
}
