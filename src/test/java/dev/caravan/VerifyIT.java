package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command verify against the real application: what it finds, and that it leaves nothing behind. */
class VerifyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SHOP_EVENTS = 4;

    @TempDir
    private static Path folder;

    /** Without the simulator: nothing moves but what verify moves. */
    private static RunningCaravan caravan;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeAll
    static void startWithAFewEvents() {
        caravan = RunningCaravan.start(folder, Map.of());
        caravan.send(
                "anna",
                List.of(
                        event("1", "page_view", "2026-03-01T12:00:00Z", ""),
                        event("2", "purchase", "2026-03-01T12:05:00Z", ",\"order_id\":\"o-1\",\"revenue\":12.50"),
                        // the day and the minutes that verify uses are nobody's own
                        event("3", "product_view", "2000-01-02T00:00:01Z", ",\"product_id\":\"p-1\""),
                        event("4", "purchase", "2000-01-02T00:03:00Z", ",\"order_id\":\"o-2\",\"revenue\":7.25")));
        caravan.send("anna", List.of("no event".getBytes(StandardCharsets.UTF_8)));
        caravan.awaitPlaces(SHOP_EVENTS + 1, PATIENCE);
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    @Test
    void allEightPassWhereEverythingRunsUntilOneNumberIsWrong(@TempDir Path other) throws Exception {
        try (RunningCaravan running =
                RunningCaravan.start(other, Map.of("stage.simulator", "true", "simulator.rate-per-sec", "50"))) {
            assertFails(running, Map.of());
            assertThat(report()).contains("all 8 checks passed", "sheet = tables");

            running.query("update metrics_minute set events = events + 1"
                    + " where minute = (select max(minute) from metrics_minute) returning 1");
            assertFails(running, Map.of(), 8);
            assertThat(lines().get(8)).contains("1 difference: ", "today.events: page ");
        }
    }

    @Test
    void withoutTheSimulatorOnlyItsOwnTwoChecksFailAndNoTableDiffersAfterwards() throws Exception {
        awaitRollUps();
        Map<String, List<String>> before = tables();

        assertFails(caravan, Map.of(), 4, 8);

        assertThat(lines().get(4)).contains("the simulator is off");
        assertThat(lines().get(8)).contains("the simulator is off");
        awaitRollUps();
        assertThat(tables()).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void aPageThatDoesNotAnswerFailsWhatNeedsItAndNothingElse() throws Exception {
        assertFails(caravan, Map.of("server.port", RunningCaravan.freePort()), 4, 7, 8);

        assertThat(lines().get(7)).contains("nobody answers at http://127.0.0.1:");
    }

    @Test
    void aKafkaThatIsAwayIsNamedAndTheDatabaseIsCheckedAllTheSame() throws Exception {
        Map<String, String> away = Map.of(
                "kafka.brokers", "127.0.0.1:" + RunningCaravan.freePort(),
                "kafka.client.default.api.timeout.ms", "1000",
                "kafka.client.request.timeout.ms", "500",
                "kafka.client.max.block.ms", "1000");

        assertFails(caravan, away, 2, 4, 5, 6, 7, 8);

        assertThat(List.of(2, 5, 6))
                .allSatisfy(number -> assertThat(lines().get(number))
                        .containsIgnoringCase("kafka")
                        .doesNotContain("not finished"));
    }

    @Test
    void aDatabaseThatIsAwayIsNamedAndWhatThatRunAndAKilledOneLeftIsTakenOutByTheNext() throws Exception {
        assertFails(
                caravan,
                Map.of("database.url", "jdbc:postgresql://127.0.0.1:" + RunningCaravan.freePort() + "/caravan"),
                1,
                3,
                4,
                5,
                6,
                8);
        assertThat(List.of(3, 5, 6))
                .allSatisfy(number -> assertThat(lines().get(number)).contains("the database: "));
        String visitor = "caravan-verify-killed-v1";
        long places = places();
        caravan.send(
                visitor,
                List.of(
                        marked(visitor, "purchase", "2000-01-02T00:00:00Z"),
                        "no event".getBytes(StandardCharsets.UTF_8)));
        await().atMost(PATIENCE).until(() -> places() == places + 2);

        verify(caravan, Map.of());

        assertNothingIsLeft();
    }

    @Test
    void aRunThatIsAbandonedTakesOutWhatItWrote() throws Exception {
        Verification verification = verification(caravan, Map.of());
        Thread running = new Thread(() -> {
            try {
                verification.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running.start();
        await().atMost(PATIENCE).until(() -> marked() > 0);

        verification.abandon();
        running.join(PATIENCE.toMillis());

        assertNothingIsLeft();
    }

    @Test
    void oneRunAtATimeIsAtWork() throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + caravan.setting("embedded.postgres.port") + "/caravan",
                        "caravan",
                        "caravan");
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(7161684022126178866)");

            assertThat(verify(caravan, Map.of())).isFalse();
        }
        assertThat(report()).contains("another verify is at work");
    }

    private static void assertNothingIsLeft() {
        assertThat(marked())
                .as("events, visitors, sessions, products of verify")
                .isZero();
        assertThat(caravan.count("select count(*) from events")).isEqualTo(SHOP_EVENTS);
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
    }

    private static long marked() {
        return caravan.count("select (select count(*) from events where visitor_id like 'caravan-verify-%')"
                + " + (select count(*) from visitors where visitor_id like 'caravan-verify-%')"
                + " + (select count(*) from sessions where session_id like 'caravan-verify-%')"
                + " + (select count(*) from orders where order_id like 'caravan-verify-%')"
                + " + (select count(*) from product_stats where product_id like 'caravan-verify-%')");
    }

    private static long places() {
        return caravan.count("select sum(next_offset) from stream_offsets");
    }

    private static byte[] event(String id, String type, String at, String more) {
        return ("{\"event_id\":\"" + id + "\",\"event_type\":\"" + type + "\",\"event_timestamp\":\"" + at
                        + "\",\"user_id\":\"anna\"" + more + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] marked(String visitor, String type, String at) {
        return ("{\"event_id\":\"" + visitor + "-e\",\"event_type\":\"" + type + "\",\"event_timestamp\":\"" + at
                        + "\",\"user_id\":\"" + visitor + "\",\"session_id\":\"" + visitor + "-s\",\"order_id\":\""
                        + visitor
                        + "-o\",\"revenue\":3,\"product_id\":\"caravan-verify-killed-p\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The sums of the days follow what is stored within seconds. */
    private static void awaitRollUps() {
        await().atMost(PATIENCE).until(() -> caravan.count("select count(*) from changed_days") == 0);
    }

    /** Every row of every table but for marks and times of the roll-up, and retention, which follows within a minute. Of the offsets, which tell what was on the topic, only what is said of the shop's records. */
    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table :
                caravan.query("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' and table_name not like 'events\\_%'"
                        + " and table_name not like 'quality\\_%'"
                        + " and table_name not in ('changed_days', 'changed_weeks', 'rolled_up_days', 'retention_weeks')"
                        + " order by 1")) {
            String row = table.equals("stream_offsets")
                    ? "(t.topic_id, t.partition, t.first_offset, t.next_offset - t.gaps, t.stored, t.duplicates, t.dead)"
                    : "t";
            tables.put(table, caravan.query("select " + row + "::text from " + table + " as t order by 1"));
        }
        tables.put(
                "judged",
                caravan.query(
                        "select suite, sum(records) from (select suite, records from quality_windows"
                                + " union all select suite, records from quality_window_parts) as w group by suite order by suite"));
        return tables;
    }

    /** Verifies, and fails unless exactly those checks do. Some have a second for their work, so a busy machine has three attempts. */
    private void assertFails(RunningCaravan target, Map<String, String> other, Integer... checks) throws Exception {
        List<Integer> expected = List.of(checks);
        for (int attempt = 1; attempt < 3; attempt++) {
            if (verify(target, other) == expected.isEmpty() && failed().equals(expected)) {
                return;
            }
        }
        assertThat(verify(target, other)).as(report()).isEqualTo(expected.isEmpty());
        assertThat(failed()).as(report()).isEqualTo(expected);
    }

    private boolean verify(RunningCaravan target, Map<String, String> other) throws Exception {
        console.reset();
        return verification(target, other).run();
    }

    private Verification verification(RunningCaravan target, Map<String, String> other) throws IOException {
        Properties system = new Properties();
        for (String key : List.of(
                "server.port", "management.port", "embedded.kafka.port", "embedded.postgres.port", "data.dir")) {
            system.setProperty(key, target.setting(key));
        }
        other.forEach(system::setProperty);
        if (other.containsKey("database.url")) {
            system.setProperty("database.user", "caravan");
        }
        Settings settings = Settings.load(target.folder(), Map.of(), system);
        return new Verification(
                VerifyCommand.installation(Options.of(List.of(), List.of()), settings, target.folder()),
                Clock.systemUTC(),
                new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private String report() {
        return console.toString(StandardCharsets.UTF_8);
    }

    /** The lines of the checks, by number. */
    private Map<Integer, String> lines() {
        Map<Integer, String> lines = new HashMap<>();
        report().lines()
                .filter(line -> line.matches("(ok|FAILED) +[1-8] .{15}  .*"))
                .forEach(line ->
                        lines.put(line.replaceAll("[^0-9]*([0-9]).*", "$1").charAt(0) - '0', line));
        assertThat(lines).as(report()).hasSize(8);
        return lines;
    }

    private List<Integer> failed() {
        List<Integer> failed = new ArrayList<>();
        lines().forEach((number, line) -> {
            if (line.startsWith("FAILED")) {
                failed.add(number);
            }
        });
        return failed.stream().sorted().toList();
    }
}
