package dev.caravan.quality.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.GxJson;
import dev.caravan.quality.Partition;
import dev.caravan.quality.ResultFormat;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of runs and results. */
final class QualityRuns {
    private static final String INSERT_RESULT = Sql.of("insert-result");

    /** A row of {@code quality_runs}. */
    record StoredRun(
            UUID runId,
            String suite,
            String target,
            String trigger,
            Instant startedAt,
            Instant endedAt,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean success,
            @Nullable BigDecimal score,
            int evaluated,
            int successful,
            int criticalFailed) {

        static StoredRun read(ResultSet row) throws SQLException {
            return new StoredRun(
                    row.getObject("run_id", UUID.class),
                    row.getString("suite"),
                    row.getString("target"),
                    row.getString("trigger"),
                    Sql.instant(row, "started_at"),
                    Sql.instant(row, "ended_at"),
                    Sql.instantOrNull(row, "range_from"),
                    Sql.instantOrNull(row, "range_to"),
                    row.getBoolean("success"),
                    row.getBigDecimal("score"),
                    row.getInt("evaluated"),
                    row.getInt("successful"),
                    row.getInt("critical_failed"));
        }

        ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("run_id", runId.toString());
            json.put("suite", suite);
            json.put("target", target);
            json.put("trigger", trigger);
            json.put("started_at", startedAt.toString());
            json.put("ended_at", endedAt.toString());
            json.put("from", from == null ? null : from.toString());
            json.put("to", to == null ? null : to.toString());
            json.put("success", success);
            json.put("score", score);
            json.put("evaluated", evaluated);
            json.put("successful", successful);
            json.put("critical_failed", criticalFailed);
            return json;
        }
    }

    /** Replaces the run of that id, if there is one. */
    void store(Connection connection, SuiteRun run) throws SQLException {
        Sql.update(connection, "delete-run", run.runId());
        Partition.Range range = run.range();
        Sql.update(
                connection,
                "insert-run",
                run.runId(),
                run.suite().name(),
                run.suite().target().name(),
                run.trigger(),
                run.startedAt(),
                run.endedAt(),
                range == null ? null : range.from(),
                range == null ? null : range.to(),
                run.success(),
                run.score(),
                run.verdicts().size(),
                (int) run.successful(),
                run.criticalFailures().size(),
                Json.storable(
                        new ObjectMapper().<JsonNode>valueToTree(run.suite().meta())));
        insertResults(connection, run);
    }

    private static void insertResults(Connection connection, SuiteRun run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_RESULT)) {
            int position = 0;
            for (Verdict verdict : run.verdicts()) {
                Expectation expectation = verdict.expectation();
                Verdict.Counts counts = verdict.counts();
                Sql.bind(
                        statement,
                        run.runId(),
                        position++,
                        expectation.id(),
                        expectation.type().code(),
                        Results.column(expectation),
                        verdict.severity().code(),
                        verdict.success(),
                        storable(verdict.exception()),
                        Json.storable(GxJson.expectation(expectation)),
                        Json.storable(Results.result(verdict)),
                        verdict.observed() instanceof BigDecimal observed ? observed : null,
                        counts == null ? null : counts.elements(),
                        counts == null ? null : counts.unexpected(),
                        verdict.sql(),
                        verdict.failingRowsSql(),
                        verdict.approximate());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The last run of each of these suites that ever ran. */
    List<StoredRun> last(Connection connection, List<String> suites) throws SQLException {
        return Sql.query(
                connection, "select-last-runs", StoredRun::read, connection.createArrayOf("text", suites.toArray()));
    }

    /** Newest first, those behind the one that is given. */
    List<StoredRun> page(Connection connection, @Nullable String suite, Instant startedAt, UUID runId, int limit)
            throws SQLException {
        return Sql.query(connection, "select-runs", StoredRun::read, suite, suite, startedAt, runId, limit);
    }

    Optional<StoredRun> find(Connection connection, UUID runId) throws SQLException {
        return Sql.query(connection, "select-run", StoredRun::read, runId).stream()
                .findFirst();
    }

    /** The run with its results, in the form of Great Expectations. */
    ObjectNode gx(Connection connection, StoredRun run, ResultFormat format) throws SQLException {
        List<ObjectNode> results =
                Sql.query(connection, "select-results", row -> GxJson.reduce(result(run, row), format), run.runId());
        ObjectNode gx = GxJson.suiteResult(run.suite(), run.runId().toString(), run.startedAt(), results);
        ((ObjectNode) gx.path("meta")).set("caravan", run.json());
        return gx;
    }

    private static ObjectNode result(StoredRun run, ResultSet row) throws SQLException {
        ObjectNode result = Json.object();
        result.put("success", row.getBoolean("success"));
        result.set("expectation_config", Json.ofDatabase(row.getString("config")));
        result.set("result", Json.ofDatabase(row.getString("result")));
        ObjectNode caravan = Json.object();
        int position = row.getInt("position");
        caravan.put("position", position);
        caravan.put("sql", row.getString("sql"));
        caravan.put(
                "failing_rows",
                row.getLong("unexpected") > 0
                        ? "/api/quality/runs/" + run.runId() + "/results/" + position + "/rows"
                        : null);
        caravan.put("approximate", row.getBoolean("approximate"));
        result.putObject("meta").set("caravan", caravan);
        String raised = row.getString("raised");
        result.putObject("exception_info")
                .put("raised_exception", raised != null)
                .put("exception_message", raised)
                .putNull("exception_traceback");
        return result;
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : Json.storable(text);
    }

    /** Newest first. */
    List<BigDecimal> history(Connection connection, String suite, String expectationId, Instant before, int runs)
            throws SQLException {
        return Sql.query(connection, "select-history", row -> row.getBigDecimal(1), suite, expectationId, before, runs);
    }

    /** The verdicts with what expectations have learnt from the runs before. */
    List<Verdict> byBaselines(Connection connection, String suite, Instant before, List<Verdict> verdicts)
            throws SQLException {
        List<Verdict> judged = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Baseline baseline = Baseline.of(verdict.expectation());
            judged.add(
                    baseline == null
                            ? verdict
                            : baseline.judge(
                                    verdict,
                                    history(
                                            connection,
                                            suite,
                                            verdict.expectation().id(),
                                            before,
                                            baseline.runs())));
        }
        return judged;
    }
}
