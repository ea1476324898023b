package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.quality.run.QualityGate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites on the running stream and on its tables, as their users see them. */
class QualityIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;
    private static final AtomicReference<Main> MAIN = new AtomicReference<>();

    @BeforeAll
    static void start() {
        StreamSuite.write(folder);
        StreamSuite.write(folder, "views.yaml", """
                name: views
                target: {table: events}
                expectations:
                  - type: expect_column_values_to_be_in_set
                    kwargs: {column: event_type, value_set: [page_view]}
                    severity: warning
                """);
        StreamSuite.write(folder, "wrong.yaml", "expectations: [{type: expect_nothing}]");
        caravan = RunningCaravan.start(
                folder, Map.of("quality.window-grace-s", "0", "quality.cron", "0 0 0 1 1 ?"), MAIN::set);
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }

    @Test
    void aWindowIsJudgedWhenItHasEndedAndAgainWhenARecordComesLate() throws Exception {
        Instant window = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(10, ChronoUnit.MINUTES);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            records.add(view("late-" + i));
        }
        records.add(view("late-0"));
        records.add("no JSON".getBytes(StandardCharsets.UTF_8));
        send(records, window.plusSeconds(5));
        eventually().untilAsserted(() -> assertThat(observedIn(window)).isEqualTo(11));
        JsonNode first = runOf(window);

        send(List.of(view("late-9")), window.plusSeconds(59));

        eventually().untilAsserted(() -> assertThat(observedIn(window)).isEqualTo(12));
        JsonNode again = runOf(window);
        assertThat(again.get("run_id")).isEqualTo(first.get("run_id"));
        assertThat(again.get("to").asText()).isEqualTo(window.plusSeconds(60).toString());
        assertThat(runsOf("stream").findValuesAsText("from"))
                .filteredOn(window.toString()::equals)
                .hasSize(1);
        assertThat(caravan.count("select count(*) from quality_results where run_id = '"
                        + again.get("run_id").asText() + "'"))
                .isEqualTo(3);
    }

    @Test
    void theRecordsThatFailedInAWindowAreToldPageByPage() throws Exception {
        Instant window = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(20, ChronoUnit.MINUTES);
        send(
                List.of("one".getBytes(StandardCharsets.UTF_8), view("pages"), "two".getBytes(StandardCharsets.UTF_8)),
                window.plusSeconds(1));
        eventually().untilAsserted(() -> assertThat(observedIn(window)).isEqualTo(3));
        String rows = "/api/quality/runs/" + runOf(window).get("run_id").asText() + "/results/1/rows?limit=1";

        JsonNode first = get(rows);
        JsonNode second = get(rows + "&after=" + first.get("next").asText());

        List<String> places = List.of(place(first), place(second));
        assertThat(places)
                .doesNotHaveDuplicates()
                .allSatisfy(place -> assertThat(
                                caravan.query("select kafka_partition || '/' || kafka_offset from dead_letters"))
                        .contains(place));
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aCriticalFailureFiresOnceTellsTopicAndBrowsersClosesTheGateAndIsOver() throws Exception {
        StreamSuite.write(folder, "orders.yaml", """
                name: orders
                target: {table: orders}
                expectations:
                  - type: expect_table_row_count_to_be_between
                    kwargs: {min_value: 1}
                    severity: critical
                  - type: expect_column_values_to_be_between
                    kwargs: {column: amount, min_value: 0}
                    severity: warning
                """);
        eventually().until(() -> caravan.get("/api/quality/suites").body().contains("\"orders\""));
        try (FrameListener browser = new FrameListener(HTTP, caravan.uri("/api/stream"))) {
            eventually().until(() -> browser.names().contains("snapshot"));
            // the first look only takes what is known
            eventually().until(() -> browser.names().size() > 3);
            assertThat(gate().isOpen("orders")).isTrue();

            assertThat(post("/api/quality/runs", "{\"suite\":\"orders\"}")
                            .at("/success")
                            .asBoolean())
                    .isFalse();
            assertThat(post("/api/quality/runs", "{\"suite\":\"orders\"}")
                            .at("/meta/caravan/critical_failed")
                            .asInt())
                    .isEqualTo(1);

            assertThat(gate().isOpen("orders")).isFalse();
            assertThat(alerts()).containsExactly("orders|false");
            eventually().untilAsserted(() -> assertThat(alertsIn(browser)).containsExactly("firing"));
            eventually().untilAsserted(() -> assertThat(topicOfAlerts()).containsExactly("orders firing"));
            eventually()
                    .untilAsserted(() -> assertThat(get("/api/snapshot")
                                    .at("/quality/critical/0/target")
                                    .asText())
                            .isEqualTo("orders"));

            send(List.of(purchase("q-1")), Instant.now());
            eventually().until(() -> caravan.count("select count(*) from orders") == 1);
            assertThat(post("/api/quality/runs", "{\"suite\":\"orders\"}")
                            .at("/success")
                            .asBoolean())
                    .isTrue();

            assertThat(gate().isOpen("orders")).isTrue();
            assertThat(alerts()).containsExactly("orders|true");
            eventually().untilAsserted(() -> assertThat(alertsIn(browser)).containsExactly("firing", "resolved"));
            eventually()
                    .untilAsserted(
                            () -> assertThat(topicOfAlerts()).containsExactly("orders firing", "orders resolved"));
            eventually()
                    .untilAsserted(() -> assertThat(get("/api/snapshot").at("/quality/critical"))
                            .isEmpty());
            assertThat(caravan.observe("/observe/metrics").body())
                    .contains(
                            "caravan_quality_verdicts_total{outcome=\"failed\",severity=\"critical\",suite=\"orders\"}")
                    .contains("caravan_quality_score{suite=\"orders\"} 1.0");
        } finally {
            Files.delete(folder.resolve("quality/suites/orders.yaml"));
        }
    }

    @Test
    void theRowsOfATableThatFailAreToldPageByPage() throws Exception {
        send(List.of(event("search-1", "search", ""), event("search-2", "search", "")), Instant.now());
        eventually().until(() -> caravan.count("select count(*) from events where event_type = 'search'") == 2);
        JsonNode result = post("/api/quality/runs", "{\"suite\":\"views\"}").at("/results/0");
        assertThat(result.at("/meta/caravan/sql").asText()).contains("event_type");

        List<String> types = new ArrayList<>();
        String path = result.at("/meta/caravan/failing_rows").asText() + "?limit=1";
        JsonNode page = get(path);
        while (page.get("next").isTextual()) {
            page.get("rows").forEach(row -> types.add(row.get(row.size() - 1).asText()));
            page = get(path + "&after=" + page.get("next").asText());
        }
        page.get("rows").forEach(row -> types.add(row.get(row.size() - 1).asText()));

        assertThat(page.get("columns").toString()).contains("event_id", "event_type");
        assertThat(types)
                .contains("search", "search")
                .hasSize(result.at("/result/unexpected_count").asInt());
    }

    @Test
    void aSuiteRunsOnceAtATimeWhateverInstanceRunsIt() throws Exception {
        try (Connection elsewhere = caravan.connect();
                Statement statement = elsewhere.createStatement()) {
            statement.execute("select pg_advisory_lock(1026371, hashtext('views'))");
            HttpResponse<String> answer = send("/api/quality/runs", "{\"suite\":\"views\"}");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("running already");
        }
        eventually()
                .untilAsserted(() -> assertThat(send("/api/quality/runs", "{\"suite\":\"views\"}")
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void whatIsWrongInARequestIsNamed() throws Exception {
        HttpResponse<String> unknown = send("/api/quality/runs", "{\"suite\":\"view\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("the nearest is views");
        assertThat(send("/api/quality/runs", "orders").statusCode()).isEqualTo(400);
        assertThat(send("/api/quality/runs", "{\"suite\":\"stream\"}").statusCode())
                .isEqualTo(400);
        assertThat(caravan.get("/api/quality/runs?limit=0").statusCode()).isEqualTo(400);
        assertThat(caravan.get("/api/quality/runs?suites=orders").body()).contains("unknown parameter");
        assertThat(caravan.get("/api/quality/runs/none").statusCode()).isEqualTo(404);
        assertThat(get("/api/quality/suites").at("/mistakes/0/file").asText()).isEqualTo("quality/suites/wrong.yaml");
    }

    @Test
    void anImportThatIsStoredHasTheTablesChecked() {
        caravan.drop("views.ndjson", view("imported"));

        eventually()
                .untilAsserted(() -> assertThat(caravan.query(
                                "select distinct suite from quality_runs where trigger = 'import' order by suite"))
                        .containsExactly("views"));
        assertThat(caravan.count("select r.elements from quality_results as r join quality_runs as q using (run_id)"
                        + " where q.suite = 'views' and q.trigger = 'import' order by q.started_at limit 1"))
                .isPositive();
    }

    private static QualityGate gate() {
        return Objects.requireNonNull(Objects.requireNonNull(MAIN.get())
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("qualityGate", QualityGate.class));
    }

    private static List<String> alerts() {
        return caravan.query("select details ->> 'suite', (resolved_at is not null)::text from alerts"
                + " where details ->> 'suite' = 'orders' order by alert_id");
    }

    private static List<String> alertsIn(FrameListener browser) throws IOException {
        List<String> status = new ArrayList<>();
        for (String data : browser.all("alert")) {
            status.add(JSON.readTree(data).get("status").asText());
        }
        return status;
    }

    private static List<String> topicOfAlerts() throws IOException {
        TopicPartition partition = new TopicPartition("data-quality-alerts", 0);
        List<String> told = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", caravan.brokers()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            for (String value : values) {
                JsonNode alert = JSON.readTree(value);
                told.add(alert.at("/details/suite").asText() + " "
                        + alert.get("status").asText());
            }
        }
        return told;
    }

    private static String place(JsonNode page) {
        JsonNode row = page.at("/rows/0");
        return row.get(0).asText() + "/" + row.get(1).asText();
    }

    private static JsonNode runsOf(String suite) throws IOException {
        return get("/api/quality/runs?limit=500&suite=" + suite).get("runs");
    }

    private static JsonNode runOf(Instant window) throws IOException {
        for (JsonNode run : runsOf("stream")) {
            if (run.get("from").asText().equals(window.toString())) {
                return run;
            }
        }
        throw new AssertionError("no run of " + window);
    }

    /** The row count that the run of a window saw. */
    private static long observedIn(Instant window) throws IOException {
        return get("/api/quality/runs/" + runOf(window).get("run_id").asText())
                .at("/results/0/result/observed_value")
                .asLong();
    }

    private static void send(List<byte[]> values, Instant at) {
        byte[] key = "quality".getBytes(StandardCharsets.UTF_8);
        caravan.send(values.stream()
                .map(value -> new ProducerRecord<>("ecommerce-events", null, at.toEpochMilli(), key, value))
                .toList());
    }

    private static byte[] view(String id) {
        return event(id, "page_view", "");
    }

    private static byte[] purchase(String id) {
        return event(id, "purchase", ", \"order_id\": \"" + id + "\", \"revenue\": 10");
    }

    private static byte[] event(String id, String type, String more) {
        return """
                {"event_id": "%s", "event_type": "%s", "event_timestamp": "%s", "user_id": "ada"%s}""".formatted(id, type, Instant.now(), more).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode get(String path) throws IOException {
        HttpResponse<String> answer = caravan.get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = send(path, body);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(caravan.uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
