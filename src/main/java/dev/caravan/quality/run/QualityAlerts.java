package dev.caravan.quality.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Partition;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a critical expectation that is not met makes of itself: one alert as long as it lasts, whoever judges it how often. */
final class QualityAlerts {

    /** In the transaction of the run, so that run and alerts say the same. A window that is older than others changes nothing. */
    void follow(Connection connection, SuiteRun run) throws SQLException {
        Partition.Range range = run.range();
        if (run.trigger().equals("window") && range != null && isOvertaken(connection, run, range.from())) {
            return;
        }
        List<String> firing = new ArrayList<>();
        for (Verdict verdict : run.criticalFailures()) {
            firing.add(fire(connection, run, verdict));
        }
        Sql.update(
                connection,
                "resolve-alerts",
                run.endedAt(),
                run.suite().name(),
                connection.createArrayOf("text", firing.toArray()));
    }

    /** Nobody would ever find that they are over. */
    void resolveThoseOfOthers(Connection connection, List<String> suites, Instant now) throws SQLException {
        Sql.update(
                connection, "resolve-alerts-of-lost-suites", now, connection.createArrayOf("text", suites.toArray()));
    }

    private static boolean isOvertaken(Connection connection, SuiteRun run, Instant from) throws SQLException {
        return Sql.query(
                        connection,
                        "has-later-run",
                        row -> row.getBoolean(1),
                        run.suite().name(),
                        from)
                .get(0);
    }

    private static String fire(Connection connection, SuiteRun run, Verdict verdict) throws SQLException {
        Expectation expectation = verdict.expectation();
        String fingerprint = run.suite().name() + "/" + expectation.id();
        ObjectNode details = Json.object();
        details.put("suite", run.suite().name());
        details.put("target", run.suite().target().name());
        details.put("type", expectation.type().code());
        details.put("column", Results.column(expectation));
        details.put("expectation_id", expectation.id());
        details.put("run_id", run.runId().toString());
        details.set("result", Results.result(verdict));
        Sql.update(
                connection,
                "fire-alert",
                "CaravanDataQuality",
                "critical",
                Json.storable(Results.summary(run.suite().target().name(), verdict)),
                Json.storable(details),
                fingerprint,
                run.endedAt());
        return fingerprint;
    }
}
