package dev.caravan.quality.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.event.Reason;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.row.StreamRecord;
import dev.caravan.warehouse.Migrations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When windows are judged, forgotten and deleted, on a real PostgreSQL and by a clock that the test moves. */
class WindowJobIT {
    private static final Instant WINDOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ROW_COUNTS = """
            name: stream
            target: {stream: events, window_minutes: 1}
            expectations:
              - type: expect_table_row_count_to_be_between
                kwargs: {min_value: 1, max_value: 1000}
            """;

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private List<Suite> suites = List.of();
    private Quality quality;

    private static final class MovedClock extends Clock {
        private Instant now = WINDOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for a zone");
        }
    }

    @BeforeAll
    static void startTheDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getPostgresDatabase();
        Migrations.run(dataSource, ZoneOffset.UTC, "EUR");
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws SQLException {
        for (String table : List.of("quality_window_parts", "quality_windows", "quality_runs", "alerts")) {
            execute("delete from " + table);
        }
        use(ROW_COUNTS);
        quality = new Quality(
                dataSource,
                () -> suites,
                List::of,
                (connection, suite, now, zone) -> List.of(),
                new Quality.Settings(
                        ZoneOffset.UTC,
                        new WindowJob.Settings(Duration.ofSeconds(10), Duration.ofDays(3), Duration.ofDays(30)),
                        Duration.ofSeconds(10)),
                meters,
                clock);
    }

    @Test
    void aWindowWaitsForItsGraceBeforeItIsJudged() throws SQLException {
        store(WINDOW, 3);
        store(WINDOW.plusSeconds(59), 4);

        runAt(WINDOW.plusSeconds(69));
        assertThat(query("select records from quality_windows")).containsExactly("7");
        assertThat(query("select run_id from quality_runs")).isEmpty();

        runAt(WINDOW.plusSeconds(70));
        assertThat(query("select observed from quality_results")).containsExactly("7");
        assertThat(query("select part_id from quality_window_parts")).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackAddsNothing() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            quality.windowParts().add(connection, records(WINDOW, 5));
            connection.rollback();
        }
        store(WINDOW, 2);

        runAt(WINDOW.plusSeconds(70));

        assertThat(query("select records from quality_windows")).containsExactly("2");
    }

    @Test
    void whatComesToAForgottenWindowIsCountedAndReplacesNothing() throws SQLException {
        store(WINDOW, 5);
        runAt(WINDOW.plusSeconds(70));
        runAt(WINDOW.plus(Duration.ofDays(4)));
        assertThat(query("select records from quality_windows")).isEmpty();

        store(WINDOW, 2);
        runAt(WINDOW.plus(Duration.ofDays(4)).plusSeconds(10));

        assertThat(query("select observed from quality_results")).containsExactly("5");
        assertThat(query("select part_id from quality_window_parts")).isEmpty();
        assertThat(meters.get("caravan.quality.late").counter().count()).isEqualTo(2);
    }

    @Test
    void aWindowOfLongAgoThatWasNeverJudgedIsJudged() throws SQLException {
        runAt(WINDOW.plus(Duration.ofDays(8)));
        store(WINDOW, 5);

        runAt(WINDOW.plus(Duration.ofDays(8)).plusSeconds(10));

        assertThat(query("select observed from quality_results")).containsExactly("5");
        assertThat(query("select records from quality_windows")).containsExactly("5");
    }

    @Test
    void runsAreKeptForTheirDaysAndNoLonger() throws SQLException {
        store(WINDOW, 5);
        runAt(WINDOW.plusSeconds(70));
        runAt(WINDOW.plus(Duration.ofDays(30)));
        assertThat(query("select run_id from quality_runs")).hasSize(1);

        runAt(WINDOW.plus(Duration.ofDays(30)).plusSeconds(720));

        assertThat(query("select run_id from quality_runs")).isEmpty();
        assertThat(query("select run_id from quality_results")).isEmpty();
    }

    @Test
    void aWindowThatBeganBeforeASuiteChangedIsJudgedByWhatItSaidThen() throws SQLException {
        store(WINDOW, 5);
        use(ROW_COUNTS + "    row_condition: rejection_reason is null\n");
        store(WINDOW, 3);

        runAt(WINDOW.plusSeconds(70));

        assertThat(query("select observed, success from quality_results order by observed"))
                .containsExactly("0|f", "5|t");
    }

    @Test
    void aBaselineLearnsFromTheWindowsBefore() throws SQLException {
        use("""
                name: stream
                target: {stream: events, window_minutes: 1}
                expectations:
                  - type: expect_table_row_count_to_be_between
                    kwargs: {baseline: {runs: 30, deviations: 4, at_least: 4}}
                    severity: critical
                """);
        int[] records = {10, 12, 9, 11, 12, 40};
        for (int i = 0; i < records.length; i++) {
            store(WINDOW.plusSeconds(60L * i), records[i]);
            runAt(WINDOW.plusSeconds(60L * i + 70));
        }

        assertThat(query("select observed, t.success, t.result -> 'details' ->> 'baseline' from quality_results as t"
                        + " join quality_runs using (run_id) order by range_from"))
                .containsExactly(
                        "10|t|learning, 0 of 4",
                        "12|t|learning, 1 of 4",
                        "9|t|learning, 2 of 4",
                        "11|t|learning, 3 of 4",
                        "12|t|of 4 runs",
                        "40|f|of 5 runs");
        assertThat(query("select details ->> 'suite' from alerts where resolved_at is null"))
                .containsExactly("stream");
    }

    @Test
    void anOldWindowThatIsJudgedLateChangesNoAlert() throws SQLException {
        use(ROW_COUNTS.replace("max_value: 1000}", "max_value: 1000}\n    severity: critical"));
        store(WINDOW.plusSeconds(60), 5);
        runAt(WINDOW.plusSeconds(130));

        store(WINDOW, 1001);
        runAt(WINDOW.plusSeconds(140));

        assertThat(query("select success from quality_runs order by range_from"))
                .containsExactly("f", "t");
        assertThat(query("select alert_id from alerts")).isEmpty();
    }

    private void use(String text) {
        try {
            suites = List.of(SuiteReader.read("stream.yaml", text));
        } catch (SuiteMistakesException e) {
            throw new AssertionError(e);
        }
    }

    private void runAt(Instant now) throws SQLException {
        clock.now = now;
        quality.windowJob().run();
    }

    private void store(Instant at, int count) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            quality.windowParts().add(connection, records(at, count));
        }
    }

    private static List<StreamRecord> records(Instant at, int count) {
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Received received = new Received("ecommerce-events", 0, i, at.toEpochMilli(), null, null, List.of());
            records.add(new StreamRecord(received, Rejection.of(Reason.MALFORMED_JSON, "", "no value"), false));
        }
        return records;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows, columns joined by {@code |}. */
    private static List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
        }
        return found;
    }
}
