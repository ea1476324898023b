package dev.caravan.quality.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.event.Nearest;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.GxJson;
import dev.caravan.quality.ResultFormat;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistake;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Target;
import dev.caravan.quality.run.QualityRuns.StoredRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** What the API says of data quality. Thread-safe. */
public final class QualityAnswers {
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final int MOST = 1_000;

    private final DataSource dataSource;
    private final Supplier<List<Suite>> suites;
    private final Supplier<List<SuiteMistake>> mistakes;
    private final QualityRuns runs;
    private final TableRuns tableRuns;
    private final FailingRecords failingRecords;
    private final Clock clock;

    QualityAnswers(
            DataSource dataSource,
            Supplier<List<Suite>> suites,
            Supplier<List<SuiteMistake>> mistakes,
            QualityRuns runs,
            TableRuns tableRuns,
            FailingRecords failingRecords,
            Clock clock) {
        this.dataSource = dataSource;
        this.suites = suites;
        this.mistakes = mistakes;
        this.runs = runs;
        this.tableRuns = tableRuns;
        this.failingRecords = failingRecords;
        this.clock = clock;
    }

    /** {@code GET /api/quality/suites}. */
    public String suites() throws SQLException {
        List<Suite> all = suites.get();
        Map<String, StoredRun> last;
        try (Connection connection = dataSource.getConnection()) {
            last = runs.last(connection, all.stream().map(Suite::name).toList()).stream()
                    .collect(Collectors.toMap(StoredRun::suite, run -> run));
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("suites");
        for (Suite suite : all) {
            StoredRun run = last.get(suite.name());
            list.add(suite(suite).set("last_run", run == null ? null : run.json()));
        }
        ArrayNode wrong = answer.putArray("mistakes");
        for (SuiteMistake mistake : mistakes.get()) {
            wrong.addObject()
                    .put("file", mistake.file())
                    .put("line", mistake.line())
                    .put("message", mistake.message());
        }
        return Json.text(answer);
    }

    private static ObjectNode suite(Suite suite) {
        ObjectNode one = Json.object();
        one.put("name", suite.name());
        one.put("file", suite.file());
        one.put("target", suite.target().name());
        if (suite.target() instanceof Target.Stream stream) {
            one.put("window_minutes", stream.window().toMinutes());
            one.putNull("partition");
        } else if (suite.target() instanceof Target.Table table) {
            one.putNull("window_minutes");
            one.put(
                    "partition",
                    table.partition() == null ? null : table.partition().span().code());
        }
        ArrayNode expectations = one.putArray("expectations");
        for (Expectation expectation : suite.expectations()) {
            expectations.add(GxJson.expectation(expectation));
        }
        return one;
    }

    /** {@code GET /api/quality/runs}. */
    public String runs(@Body Map<String, String> parameters) throws SQLException {
        int limit = number(parameters, "limit", 50, MOST);
        Cursor before = Cursor.of(parameters.get("before"));
        List<StoredRun> found;
        try (Connection connection = dataSource.getConnection()) {
            found = runs.page(connection, parameters.get("suite"), before.startedAt(), before.runId(), limit + 1);
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("runs");
        found.stream().limit(limit).forEach(run -> list.add(run.json()));
        answer.put("next", found.size() > limit ? Cursor.text(found.get(limit - 1)) : null);
        return Json.text(answer);
    }

    /** The last run of the page before, as the page hands it back. */
    private record Cursor(Instant startedAt, UUID runId) {
        static Cursor of(@Nullable String text) {
            if (text == null) {
                return new Cursor(EVER, LAST);
            }
            try {
                int split = text.indexOf('_');
                return new Cursor(Instant.parse(text.substring(0, split)), UUID.fromString(text.substring(split + 1)));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw RequestRefused.badParameter("before must be the next of the page before");
            }
        }

        static String text(StoredRun run) {
            return run.startedAt() + "_" + run.runId();
        }
    }

    /** {@code GET /api/quality/runs/{runId}}. */
    public String run(@Body Map<String, String> parameters, @Header("runId") String runId) throws SQLException {
        ResultFormat format = format(parameters.get("result_format"));
        try (Connection connection = dataSource.getConnection()) {
            return Json.text(runs.gx(connection, stored(connection, runId), format));
        }
    }

    private StoredRun stored(Connection connection, String runId) throws SQLException {
        try {
            return runs.find(connection, UUID.fromString(runId))
                    .orElseThrow(() -> RequestRefused.notFound("there is no run " + runId));
        } catch (IllegalArgumentException e) {
            throw RequestRefused.notFound("there is no run of that id");
        }
    }

    private static ResultFormat format(@Nullable String name) {
        return name == null
                ? ResultFormat.SUMMARY
                : ResultFormat.of(name)
                        .orElseThrow(() -> RequestRefused.badParameter(
                                "result_format must be one of " + String.join(", ", ResultFormat.names())));
    }

    /** {@code GET /api/quality/runs/{runId}/results/{position}/rows}. */
    public String rows(
            @Body Map<String, String> parameters, @Header("runId") String runId, @Header("position") String position)
            throws SQLException {
        int limit = number(parameters, "limit", 50, MOST);
        try (Connection connection = dataSource.getConnection()) {
            StoredRun run = stored(connection, runId);
            return Json.text(failingRecords.page(connection, run, position, parameters.get("after"), limit));
        }
    }

    /** {@code GET /api/quality/trend}. */
    public String trend(@Body Map<String, String> parameters) throws SQLException {
        int hours = number(parameters, "hours", 168, 24 * 366);
        String suite = parameters.get("suite");
        ObjectNode answer = Json.object();
        ArrayNode points = answer.putArray("points");
        try (Connection connection = dataSource.getConnection()) {
            Instant from = clock.instant().minus(Duration.ofHours(hours));
            points.addAll(Sql.query(
                    connection,
                    "select-trend",
                    row -> Json.object()
                            .put("hour", Sql.instant(row, "hour").toString())
                            .put("target", row.getString("target"))
                            .put("score", row.getBigDecimal("score"))
                            .put("runs", row.getLong("runs"))
                            .put("failed", row.getLong("failed")),
                    suite,
                    suite,
                    from));
        }
        return Json.text(answer);
    }

    /** {@code POST /api/quality/runs}: runs a suite now, and says what came of it. */
    public String runNow(@Body @Nullable String request) throws SQLException {
        Suite suite = named(suiteIn(request));
        if (!(suite.target() instanceof Target.Table)) {
            throw RequestRefused.badParameter(
                    "suite " + suite.name() + " is about the stream, whose windows are judged when they end");
        }
        SuiteRun run = tableRuns
                .run(suite, "request")
                .orElseThrow(() -> RequestRefused.conflict("suite " + suite.name() + " is running already"));
        try (Connection connection = dataSource.getConnection()) {
            return Json.text(
                    runs.gx(connection, runs.find(connection, run.runId()).orElseThrow(), ResultFormat.SUMMARY));
        }
    }

    private static String suiteIn(@Nullable String request) {
        try {
            JsonNode name = Json.parse(request == null ? "" : request).path("suite");
            if (name.isTextual()) {
                return name.textValue();
            }
        } catch (JsonProcessingException e) {
            // answered like an object without the field
        }
        throw RequestRefused.badParameter("the body must be a JSON object such as {\"suite\":\"orders\"}");
    }

    private Suite named(String name) {
        List<Suite> all = suites.get();
        return all.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound("there is no suite " + quoted(name)
                        + (all.isEmpty()
                                ? ""
                                : ", the nearest is "
                                        + Nearest.of(
                                                name,
                                                all.stream().map(Suite::name).toList()))));
    }

    /** Writes the answer of a request that was refused. */
    public void refuse(Exchange exchange) {
        RequestRefused refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RequestRefused.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, refused.status());
        message.setHeader("Content-Type", "application/json");
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("X-Content-Type-Options", "nosniff");
        ObjectNode error = Json.object();
        error.putObject("error").put("code", refused.code()).put("message", refused.getMessage());
        message.setBody(Json.text(error));
    }

    private static int number(Map<String, String> parameters, String name, int otherwise, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered like a number out of range
        }
        throw RequestRefused.badParameter(name + " must be a whole number from 1 to " + most + ", was " + quoted(text));
    }

    private static String quoted(String text) {
        return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
    }
}
