package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of the simulated shop, sent to the embedded Kafka of a running Caravan as a user does it. */
class SimulateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> TWO_DAYS =
            List.of("--from", "2026-01-03", "--to", "2026-01-04", "--visits-per-day", "800");

    private static final Map<String, String> COLUMNS =
            Map.of("device", "device_type", "country", "country", "source", "source", "campaign", "campaign");

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;

    @BeforeAll
    static void start() {
        caravan = RunningCaravan.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    @Test
    void theSameDaysSentTwiceAreStoredOnce() throws Exception {
        long records = simulate(caravan.setting("embedded.kafka.port"), Map.of());
        caravan.awaitPlaces(records, PATIENCE);
        long stored = caravan.count("select count(*) from events");
        long orders = caravan.count("select count(*) from orders");

        assertThat(simulate(caravan.setting("embedded.kafka.port"), Map.of())).isEqualTo(records);
        caravan.awaitPlaces(2 * records, PATIENCE);

        assertThat(stored).isGreaterThan(records * 9 / 10);
        assertThat(caravan.count("select count(*) from events")).isEqualTo(stored);
        assertThat(caravan.count("select count(*) from orders"))
                .isEqualTo(orders)
                .isPositive();
        assertThat(caravan.count("select count(distinct left(event_id::text, 8)) from events"))
                .as("runs")
                .isEqualTo(1);
        assertThat(caravan.value(
                        "select min(event_time) >= '2026-01-02T22:00:00Z' and max(event_time) < '2026-01-05T02:00:00Z'"
                                + " from events"))
                .as("times of the story, but for wrong clocks")
                .isEqualTo("t");
        assertReportsSayWhatTheEventsSay();
        OpenApi.assertReportsAreAsDescribed(caravan, "from=2026-01-02&to=2026-01-05", "from=2026-01-03&to=2026-01-03");
    }

    @Test
    void whereNoKafkaAnswersItSaysSo() {
        Map<String, String> impatient =
                Map.of("kafka.client.default.api.timeout.ms", "1000", "kafka.client.request.timeout.ms", "500");
        assertThatThrownBy(() -> simulate(RunningCaravan.freePort(), impatient))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("no Kafka answers at 127.0.0.1:");
    }

    /** Whole and filtered, against what is computed from the events alone. */
    private static void assertReportsSayWhatTheEventsSay() throws Exception {
        await().atMost(PATIENCE).until(() -> caravan.count("select count(*) from changed_days") == 0);
        for (String filter : List.of("", "device", "country", "source", "campaign")) {
            String value =
                    filter.isEmpty() ? "" : caravan.value("select max(" + COLUMNS.get(filter) + ") from sessions");
            String days = "from=2026-01-02&to=2026-01-05" + (filter.isEmpty() ? "" : "&" + filter + "=")
                    + URLEncoder.encode(value, StandardCharsets.UTF_8);
            JsonNode totals = new ObjectMapper()
                    .readTree(caravan.get("/api/reports/overview?" + days).body())
                    .at("/data/totals");
            String where = "shop_day(%s) between '2026-01-02' and '2026-01-05'"
                    + (filter.isEmpty() ? "" : " and coalesce(s." + COLUMNS.get(filter) + ", '') = '" + value + "'");
            assertThat(totals.path("sessions").asLong())
                    .as("sessions of %s %s", filter, value)
                    .isPositive()
                    .isEqualTo(caravan.count(
                            "select count(*) from recomputed.sessions as s where " + where.formatted("started_at")));
            assertThat(totals.path("visitors").asLong())
                    .as("visitors of %s %s", filter, value)
                    .isEqualTo(caravan.count("select count(distinct visitor_id) from recomputed.sessions as s where "
                            + where.formatted("started_at")));
            assertThat(totals.path("grossRevenue").asText())
                    .as("gross revenue of %s %s", filter, value)
                    .isEqualTo(caravan.value("select round(coalesce(sum(o.amount), 0), 2) from recomputed.orders as o"
                            + " join recomputed.order_origins as s using (order_id) where o.currency = 'EUR' and "
                            + where.formatted("o.ordered_at")));
        }
    }

    /** The number of records that it says it has sent. */
    private static long simulate(String port, Map<String, String> more) throws Exception {
        Properties system = new Properties();
        system.put("embedded.kafka.port", port);
        system.putAll(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        Settings settings = Settings.load(folder, Map.of(), system);
        int exitCode = new SimulateCommand()
                .run(TWO_DAYS, new Surroundings(settings, folder, System.nanoTime(), console, console));
        assertThat(exitCode).isZero();
        Matcher totals = Pattern.compile("run [0-9a-f]{8}: (\\d+) events, .* a second")
                .matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(totals.find()).isTrue();
        return Long.parseLong(totals.group(1));
    }
}
