package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the application starts and ends as a process. */
class StartIT {
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static ChildCaravan first;

    @BeforeAll
    static void start() throws Exception {
        first = ChildCaravan.start(
                        folder.resolve("first"), Map.of("simulator.rate-per-sec", "20"), ChildJava.SHORT_LIVED)
                .awaitUp();
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
    }

    @Test
    void theFirstStartSaysOnceWhereThingsAreAndThenStaysQuiet() throws Exception {
        String banner = first.out();
        assertThat(banner.lines().filter(line -> !line.isBlank()))
                .as("lines of the banner")
                .hasSizeLessThanOrEqualTo(10);
        assertThat(banner)
                .contains(
                        "http://localhost:" + first.setting("server.port"),
                        "http://localhost:" + first.setting("management.port") + "/observe/metrics",
                        "psql postgresql://caravan:caravan@127.0.0.1:" + first.setting("embedded.postgres.port")
                                + "/caravan",
                        "127.0.0.1:" + first.setting("embedded.kafka.port"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(first.out()).isEqualTo(banner);
            assertThat(first.err()).isEmpty();
        });
        assertThat(JSON.readTree(first.get("/api/snapshot").body())
                        .at("/today/events")
                        .asLong())
                .as("events of the simulated shop")
                .isPositive();
    }

    @Test
    void aSecondStartInTheSameFolderEndsWithOneLineThatNamesTheProperty() throws Exception {
        assertRefused(folder.resolve("first"), Map.of(), "data.dir");
        assertThat(first.process().isAlive()).isTrue();
    }

    @Test
    void aTakenPortEndsTheStartWithOneLineThatNamesTheProperty() throws Exception {
        for (String property : List.of("server.port", "management.port")) {
            assertTakenPortIsRefused(property, Map.of());
        }
        assertTakenPortIsRefused("embedded.kafka.port", databaseOfTheFirst());
        assertTakenPortIsRefused("embedded.postgres.port", kafkaOfTheFirst());
    }

    private static void assertTakenPortIsRefused(String property, Map<String, String> others) throws Exception {
        String taken = first.setting(property);
        Map<String, String> settings = new HashMap<>(others);
        settings.put(property, taken);
        assertRefused(folder.resolve("second"), settings, taken, property);
    }

    /** Where it is no matter which database, a start of its own would cost seconds. */
    private static Map<String, String> databaseOfTheFirst() {
        String url = "jdbc:postgresql://127.0.0.1:" + first.setting("embedded.postgres.port") + "/caravan";
        return Map.of("database.url", url, "database.user", "caravan", "database.password", "caravan");
    }

    private static Map<String, String> kafkaOfTheFirst() {
        return Map.of("kafka.brokers", "127.0.0.1:" + first.setting("embedded.kafka.port"));
    }

    @Test
    void aWrongSettingEndsTheStartWithOneLineThatNamesIt() throws Exception {
        Map<String, String> wrong = Map.of(
                "server.port", "abc",
                "shop.time-zone", "Mars/Base",
                "shop.currency", "EURO",
                "stage.simulator", "maybe",
                "simulator.rate-per-sec", "-1",
                "simulator.scenario", "earthquake",
                "simulator.flaws", "cut_short:three",
                "database.url", "mysql://localhost/caravan");
        for (Map.Entry<String, String> setting : wrong.entrySet()) {
            assertRefused(folder.resolve("wrong"), Map.of(setting.getKey(), setting.getValue()), setting.getKey());
        }
    }

    @Test
    void aBrokenContractOrRouteEndsTheStartWithOneLineThatNamesFileAndLine() throws Exception {
        Path contract = folder.resolve("contract/quality/event.schema.json");
        Files.createDirectories(contract.getParent());
        Files.writeString(contract, "{\n  \"type\": obj\n}");
        assertRefused(folder.resolve("contract"), Map.of(), contract + ": isn't JSON at line 2");

        Path route = folder.resolve("route/routes/mine.camel.yaml");
        Files.createDirectories(route.getParent());
        Files.writeString(route, """
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps:
                        - to: nosuch:thing
                """);
        Map<String, String> servers = new HashMap<>(databaseOfTheFirst());
        servers.putAll(kafkaOfTheFirst());
        assertRefused(folder.resolve("route"), servers, route + ":6: route mine: No endpoint could be found");
    }

    @Test
    void aDatabaseOrAKafkaThatCanNotBeUsedEndsTheStartWithOneLineThatNamesTheProperty() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + first.setting("embedded.postgres.port") + "/nosuch";
        assertRefused(
                folder.resolve("database"),
                Map.of("database.url", url, "database.user", "caravan", "kafka.brokers", "127.0.0.1:1"),
                "database \"nosuch\" does not exist",
                "database.url");
        String existing = url.replace("/nosuch", "/caravan");
        assertRefused(
                folder.resolve("kafka"),
                Map.of(
                        "database.url", existing,
                        "database.user", "caravan",
                        "kafka.brokers", "127.0.0.1:1",
                        "kafka.client.default.api.timeout.ms", "2000",
                        "kafka.client.request.timeout.ms", "1000"),
                "127.0.0.1:1",
                "kafka.brokers");
    }

    @Test
    void whatIsStoppedOrKilledStartsAgainWithNothingLost() throws Exception {
        Path home = folder.resolve("killed");
        Map<String, String> busy = Map.of("simulator.rate-per-sec", "1000", "caravan.profile", "prod");
        killDuringInitdb(home);

        ChildCaravan stopped =
                ChildCaravan.start(home, busy, ChildJava.SHORT_LIVED).awaitUp();
        awaitStored(stopped, 1000);
        stopped.process().destroy();
        stopped.awaitExit(STOP);
        assertThat(stopped.err()).isEmpty();
        assertThat(stopped.out().lines())
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(JSON.readTree(line).get("message")).isNotNull());
        Files.writeString(
                home.resolve("data/postgres/postmaster.pid"), first.postgres().pid() + "\n");

        Map<String, String> hasty = new HashMap<>(busy);
        hasty.put("shutdown.timeout-ms", "100");
        ChildCaravan givenUp =
                ChildCaravan.start(home, hasty, ChildJava.SHORT_LIVED).awaitUp();
        givenUp.process().destroy();
        givenUp.awaitExit(STOP);
        assertThat(givenUp.out()).contains("still closing the routes after 100 ms");

        ChildCaravan killed =
                ChildCaravan.start(home, busy, ChildJava.SHORT_LIVED).awaitUp();
        awaitStored(killed, 2000);
        ProcessHandle leftover = killed.postgres();
        killed.process().destroyForcibly().waitFor();
        assertThat(leftover.isAlive()).as("PostgreSQL outlives a kill -9").isTrue();
        assertThat(first.postgres().isAlive())
                .as("the PostgreSQL of another run, which the stale file named")
                .isTrue();

        try (RunningCaravan again = RunningCaravan.start(home, Map.of())) {
            assertThat(leftover.isAlive())
                    .as("the PostgreSQL of the killed run")
                    .isFalse();
            await().atMost(Duration.ofMinutes(2)).until(() -> again.count("select count(*) from events") > 2000);
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(new Unchanged(() -> again.value("select sum(next_offset) from stream_offsets")));
            Recomputation.assertEveryRecordHasItsPlace(again);
            Recomputation.assertEqualsDerivedTables(again);
        }
    }

    private static void killDuringInitdb(Path home) throws Exception {
        ChildCaravan child = ChildCaravan.start(home, Map.of(), ChildJava.SHORT_LIVED);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(home.resolve("data/postgres/PG_VERSION")));
        child.process().destroyForcibly().waitFor();
        assertThat(home.resolve("data/postgres.complete")).doesNotExist();
    }

    private static void awaitStored(ChildCaravan child, long events) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> JSON.readTree(child.get("/api/snapshot").body())
                                .at("/today/events")
                                .asLong()
                        > events);
    }

    private static void assertRefused(Path home, Map<String, String> settings, String... named) throws Exception {
        try (ChildCaravan child = ChildCaravan.start(home, settings, ChildJava.SHORT_LIVED)) {
            assertThat(child.awaitExit(Duration.ofMinutes(1))).isNotZero();
            assertThat(child.err().lines()).as("%s", settings).hasSize(1);
            assertThat(child.err()).contains(named);
            assertThat(child.out()).doesNotContain("Caravan is up").doesNotContain("\tat ");
        }
    }

    /** True from the second look on, as long as a value stays. */
    private static final class Unchanged implements Callable<Boolean> {
        private final Supplier<String> value;
        private String last = "";

        Unchanged(Supplier<String> value) {
            this.value = value;
        }

        @Override
        public Boolean call() {
            String before = last;
            last = value.get();
            return last.equals(before);
        }
    }
}
