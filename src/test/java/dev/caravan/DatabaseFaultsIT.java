package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** All that a database does to its clients, under load: each is waited out, and the page and the health say what is wrong. */
@EnabledIfSystemProperty(
        named = "faults",
        matches = "true",
        disabledReason = "takes minutes of outage, run it with -Dfaults=true")
class DatabaseFaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 4);
    private static final Duration DOWN = Duration.ofSeconds(Integer.getInteger("faults.outage-s", 20));
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int LOAD_PER_SEC = 300;
    private static final List<SteadyLoad> LOADS = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static int port;
    private static EmbeddedDatabase database;
    private static SilentProxy proxy;
    private static RunningCaravan caravan;
    private static DataSource poolOfThePage;

    @BeforeAll
    static void start() throws Exception {
        AtomicReference<Main> main = new AtomicReference<>();
        port = Integer.parseInt(RunningCaravan.freePort());
        database = EmbeddedDatabase.start(folder.resolve("database"), port);
        proxy = SilentProxy.before(port);
        caravan = RunningCaravan.start(
                folder.resolve("caravan"),
                Map.of(
                        "database.url",
                        "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/caravan?socketTimeout=5&loginTimeout=2",
                        "database.user",
                        "caravan",
                        "database.password",
                        "caravan",
                        "database.connections",
                        "4",
                        "pipeline.batch-size",
                        "200"),
                main::set);
        poolOfThePage = Objects.requireNonNull(main.get()).lookup("dataSource", DataSource.class);
    }

    @BeforeEach
    void load() {
        LOADS.add(SteadyLoad.start(caravan.brokers(), FaultGround.TOPIC, LOAD_PER_SEC, 70 + LOADS.size()));
    }

    @AfterAll
    static void stop() throws IOException {
        LOADS.forEach(SteadyLoad::close);
        if (caravan != null) {
            caravan.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (database != null) {
            database.close();
        }
    }

    /** Everything that was sent so far, by whatever test, has the right place. */
    @AfterEach
    void nothingIsLostOrDoubled() throws Exception {
        awaitHealth(200);
        List<SteadyLoad.Sent> sent =
                LOADS.stream().flatMap(load -> load.stop().stream()).toList();
        Ledger ledger = Ledger.of(
                caravan.brokers(),
                FaultGround.TOPIC,
                sent.stream().map(SteadyLoad.Sent::event).toList());
        ledger.assertHoldsWhatWasAcknowledged(sent);
        ledger.assertBalances(DatabaseFaultsIT::query, Duration.ofMinutes(1));
        ledger.assertDeadLettersAreParked(Traffic.deadLetters(caravan.brokers()));
    }

    @Test
    void aBackendThatIsKilledAndAServerThatStopsAtOnceUnderLoad() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitMorePlaces(LOAD_PER_SEC);
                if (round % 2 == 0) {
                    signal("KILL", busyBackend());
                } else {
                    stopAtOnceAndStartAgain();
                }
            }
            awaitMorePlaces(LOAD_PER_SEC);
            assertCalm(log, 8 * ROUNDS);
        }
    }

    /** SIGQUIT is the immediate shutdown: no session is ended in order, and the next start recovers as after a crash. */
    private static void stopAtOnceAndStartAgain() throws Exception {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
        signal("QUIT", postmaster);
        process.onExit().join();
        database.close();
        database = EmbeddedDatabase.start(folder.resolve("database"), port);
    }

    @Test
    void aServerThatIsAwayForLongIsSaidOnThePageAtOnceAndTakenAwayWhenItIsBack() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (CapturedLog log = CapturedLog.begin();
                FrameListener viewer = new FrameListener(http, caravan.uri("/api/stream"))) {
            await().atMost(SOON).until(() -> viewer.names().contains("snapshot"));
            Instant before = Instant.now();
            database.close();
            awaitCircuit("OPEN");

            await().atMost(SOON).until(() -> viewer.names().contains("outage"));
            JsonNode outage = new JsonMapper().readTree(viewer.newest("outage"));
            assertThat(outage.get("code").asText()).isEqualTo("database_unavailable");
            assertThat(Instant.parse(outage.get("since").asText())).isBetween(before.minusMillis(1), before.plus(SOON));
            try (FrameListener late = new FrameListener(http, caravan.uri("/api/stream"))) {
                await().atMost(Duration.ofMinutes(1)).until(() -> late.names().contains("outage"));
                assertThat(late.newest("outage")).isEqualTo(viewer.newest("outage"));
            }
            Instant end = before.plus(DOWN);
            await().atMost(DOWN.plus(SOON))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> answersAtOnce() && Instant.now().isAfter(end));
            assertThat(caravan.observe("/observe/metrics").body())
                    .containsPattern("resilience4j_circuitbreaker_not_permitted_calls_total\\{[^}]*} [1-9]")
                    .contains("resilience4j_circuitbreaker_state{");

            int outages = viewer.names().lastIndexOf("outage");
            database = EmbeddedDatabase.start(folder.resolve("database"), port);
            await().atMost(SOON).until(() -> viewer.names().lastIndexOf("snapshot") > outages);
            awaitCircuit("CLOSED");
            assertCalm(log, 20);
        }
    }

    /** What needs the database says so without waiting for it, and what doesn't works. */
    private static boolean answersAtOnce() {
        assertThat(caravan.get("/").statusCode()).isEqualTo(200);
        long startNanos = System.nanoTime();
        assertThat(caravan.get("/api/snapshot").statusCode()).isEqualTo(503);
        assertThat(caravan.observe("/observe/health").statusCode()).isEqualTo(503);
        return System.nanoTime() - startNanos < AT_ONCE.toNanos();
    }

    @Test
    void aConnectionThatFallsSilentIsGivenUpAndStoringGoesOnWhenItSpeaksAgain() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            awaitMorePlaces(LOAD_PER_SEC);
            proxy.fallSilent();
            awaitCircuit("OPEN");
            await().alias("the store stage has noticed")
                    .atMost(SOON)
                    .until(() -> log.warnings().stream().anyMatch(line -> line.contains("OutageException")));
            proxy.speak();
            awaitMorePlaces(LOAD_PER_SEC);
            assertCalm(log, 20);
        } finally {
            proxy.speak();
        }
    }

    @Test
    void deadlocksAndSerialisationFailuresAreTriedAgain() throws Exception {
        execute("create sequence failures");
        execute("grant all on sequence failures to public");
        execute("create function fail_often() returns trigger language plpgsql as $$ begin"
                + " if random() < 0.1 then perform nextval('failures'); raise 'made up' using errcode = '40001'; end if;"
                + " if random() < 0.1 then perform nextval('failures'); raise 'made up' using errcode = '40P01'; end if;"
                + " return new; end $$");
        execute("create trigger fail_often before update on stream_offsets for each row execute function fail_often()");
        try (CapturedLog log = CapturedLog.begin()) {
            await().atMost(SOON).until(() -> count("select last_value from failures") > 10);
            execute("drop trigger fail_often on stream_offsets");
            awaitMorePlaces(LOAD_PER_SEC);
            beDeadlocked();
            awaitMorePlaces(LOAD_PER_SEC);
            assertCalm(log, 40);
            assertCircuit("CLOSED");
        } finally {
            execute("drop function fail_often cascade");
            execute("drop sequence failures");
        }
    }

    /** The application waits for a table while it holds the fence, and this session, which has the table, then waits for the fence. */
    private static void beDeadlocked() throws SQLException {
        long before = deadlocks();
        try (Connection other = superuser();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set deadlock_timeout = '30s'");
            statement.execute("lock table metrics_minute in exclusive mode");
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> count("select count(*) from pg_stat_activity where application_name = 'caravan'"
                                    + " and wait_event_type = 'Lock' and query like '%metrics_minute%'")
                            > 0);
            statement.execute("select 1 from stream_offsets for update");
            other.rollback();
        }
        await().alias("it was the application that was told to give way")
                .atMost(SOON)
                .until(() -> deadlocks() > before);
    }

    private static long deadlocks() {
        return count("select deadlocks from pg_stat_database where datname = 'caravan'");
    }

    @Test
    void aServerThatTakesNoMoreConnectionsIsWaitedOut() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            awaitMorePlaces(LOAD_PER_SEC);
            execute("alter role caravan connection limit 0");
            execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'caravan'");
            awaitCircuit("OPEN");
            assertThat(caravan.observe("/observe/health").body()).contains("too many connections");
            execute("alter role caravan connection limit -1");
            awaitMorePlaces(LOAD_PER_SEC);
            assertCalm(log, 20);
        } finally {
            execute("alter role caravan connection limit -1");
        }
    }

    @Test
    void aPoolThatThePageHasUsedUpDoesNotHoldUpTheStoreStage() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try (CapturedLog log = CapturedLog.begin()) {
            for (int i = 0; i < Integer.parseInt(caravan.setting("database.connections")); i++) {
                taken.add(poolOfThePage.getConnection());
            }
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> caravan.get("/api/snapshot"));
            awaitMorePlaces(LOAD_PER_SEC);
            assertThat(answer.get().statusCode()).isEqualTo(503);
            awaitMorePlaces(LOAD_PER_SEC);
            assertCalm(log, 5);
        } finally {
            for (Connection one : taken) {
                one.close();
            }
        }
        assertThat(caravan.get("/api/snapshot").statusCode()).isEqualTo(200);
    }

    /** Few lines and no stack traces, but for those of the embedded server that the test mistreats. */
    private static void assertCalm(CapturedLog log, int warnings) {
        assertThat(log.withStackTrace())
                .filteredOn(line -> !line.contains("zonky"))
                .isEmpty();
        assertThat(log.warnings()).filteredOn(line -> !line.contains("zonky")).hasSizeLessThanOrEqualTo(warnings);
    }

    private static void awaitCircuit(String state) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertCircuit(state));
    }

    private static void assertCircuit(String state) {
        assertThat(caravan.observe("/observe/health").body()).contains("circuit " + state);
    }

    private static void awaitHealth(int status) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> assertThat(caravan.observe("/observe/health").statusCode())
                                .isEqualTo(status));
    }

    private static void awaitMorePlaces(long more) {
        awaitReachable(() -> true);
        long before = places();
        awaitReachable(() -> places() >= before + more);
    }

    private static void awaitReachable(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> places() >= 0 && condition.getAsBoolean());
    }

    private static long places() {
        return count("select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets");
    }

    private static long busyBackend() {
        return count("select pid from pg_stat_activity where application_name = 'caravan'"
                + " order by state = 'active' desc, state_change desc limit 1");
    }

    private static long count(String sql) {
        return Long.parseLong(query(sql).get(0));
    }

    private static List<String> query(String sql) {
        try (Connection connection = superuser()) {
            return RunningCaravan.rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Beside the application and the proxy. */
    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/caravan", "postgres", "postgres");
    }

    private static void signal(String name, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill -%s %s", name, pid).isZero();
    }
}
