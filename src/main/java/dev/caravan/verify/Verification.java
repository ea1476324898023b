package dev.caravan.verify;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code verify}: eight checks, one after the other, a line for each as it is done, and the verdict. What is written for it is
 * taken out again before the end-to-end check, when the run is abandoned, and by the next run if this one is killed.
 */
public final class Verification {
    private static final Duration LAST_STORED = Duration.ofSeconds(15);
    private static final String TRY_LOCK = Sql.of("try-lock");

    private final Installation installation;
    private final PrintStream out;
    private final MarkedTopic topic;
    private final Removal removal;
    private final List<Check> writing;
    private final Check last;
    private volatile @Nullable Thread runner;
    private boolean removed;

    public Verification(Installation installation, Clock clock, PrintStream out) {
        this.installation = installation;
        this.out = out;
        this.topic = new MarkedTopic(installation);
        this.removal = new Removal(installation.database(), installation.eventsTopic());
        Mark mark = Mark.random();
        MarkedBatch batch = new MarkedBatch(mark, installation.currency());
        Web web = new Web();
        AnswerSheets sheets = new AnswerSheets(installation.page(), web);
        this.writing = List.of(
                new InfrastructureCheck(installation, web, clock),
                new KafkaCheck(installation, mark),
                new DatabaseCheck(installation, mark),
                new SimulatorCheck(sheets),
                new StreamingCheck(installation, topic, mark, batch),
                new DataQualityCheck(installation, topic, BadRecord.all(mark, batch)),
                new DashboardCheck(installation, web, topic, batch));
        this.last = new EndToEndCheck(installation, web, sheets);
    }

    /**
     * Runs all checks, and takes out what it wrote.
     *
     * @return true if all passed and nothing is left behind
     */
    public boolean run() throws InterruptedException {
        long startNanos = System.nanoTime();
        runner = Thread.currentThread();
        try (OnlyOne onlyOne = onlyOne()) {
            if (onlyOne.taken()) {
                out.println("FAILED  another verify is at work on this database; run it again when that has ended");
                runner = null;
                return false;
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Check check : writing) {
                outcomes.add(report(outcomes.size() + 1, check));
            }
            String left = removeMarked();
            outcomes.add(report(outcomes.size() + 1, last));
            List<String> failed = outcomes.stream()
                    .filter(outcome -> !outcome.passed())
                    .map(Outcome::name)
                    .toList();
            double tookS = Figures.msSince(startNanos) / 1000;
            runner = null;
            out.println(verdict(outcomes.size(), failed, left, tookS));
            return failed.isEmpty() && left == null;
        }
    }

    private Outcome report(int number, Check check) throws InterruptedException {
        Outcome outcome = Checks.run(number, check);
        out.println(outcome.line());
        return outcome;
    }

    private static String verdict(int checks, List<String> failed, @Nullable String left, double tookS) {
        String checked = failed.isEmpty()
                ? "all " + checks + " checks passed"
                : failed.size() + " of " + checks + " checks failed: " + String.join(", ", failed);
        return String.format(
                Locale.ROOT,
                "%-6s  %s, after %.1f s; %s",
                failed.isEmpty() && left == null ? "ok" : "FAILED",
                checked,
                tookS,
                left == null ? "what was written for them is taken out again" : left);
    }

    /** Ends a run that is at work, and takes out what it wrote as soon as that is stored. For a shutdown hook; else does nothing. */
    public void abandon() {
        Thread working = runner;
        if (working == null) {
            return;
        }
        working.interrupt();
        String left = removeMarked();
        if (left != null) {
            out.println("FAILED  " + left);
        }
    }

    /** Null if nothing is left behind. */
    private synchronized @Nullable String removeMarked() {
        if (removed) {
            return null;
        }
        String unclosed = closeTopic();
        if (!topic.used()) {
            return null;
        }
        try {
            boolean stored = removal.awaitPlaces(topic.nextOffsets(), LAST_STORED);
            removal.remove();
            removed = true;
            return stored
                    ? unclosed
                    : "some of what was written is not stored yet; the next run of verify takes it out";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted; the next run of verify takes out what was written";
        } catch (SQLException | RuntimeException e) {
            return "what was written is not taken out, the next run of verify does it: " + Failures.text(e);
        }
    }

    /** Null if every record is acknowledged or given up. */
    private @Nullable String closeTopic() {
        try {
            topic.close();
            return null;
        } catch (RuntimeException e) {
            return "some of what was written may be stored later, the next run of verify takes it out: "
                    + Failures.text(e);
        }
    }

    /** Takes out what a killed run has left, too. Where the database is away, the checks say so. */
    private OnlyOne onlyOne() {
        try {
            OnlyOne onlyOne = OnlyOne.on(installation.database().getConnection());
            if (!onlyOne.taken()) {
                removeLeft();
            }
            return onlyOne;
        } catch (SQLException e) {
            return new OnlyOne(null, false);
        }
    }

    /** A failure is no reason not to check: it is tried again with what this run writes. */
    private void removeLeft() {
        try {
            removal.remove();
        } catch (SQLException | RuntimeException e) {
            out.println("note    what a killed run may have left is not taken out yet: " + Failures.text(e));
        }
    }

    /** @param connection whose session holds the lock; null where the database is away */
    private record OnlyOne(@Nullable Connection connection, boolean taken) implements AutoCloseable {
        static OnlyOne on(Connection connection) throws SQLException {
            try {
                Object free = Sql.rows(connection, TRY_LOCK).get(0).get("pg_try_advisory_lock");
                return new OnlyOne(connection, !Boolean.TRUE.equals(free));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }

        @Override
        public void close() {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException e) {
                // the lock ends with the session, which is gone
            }
        }
    }
}
