package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.Severity;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suites that ship: on sound tables nothing critical fails and nothing is raised, and a table that is wrong is found. */
class ShippedSuitesIT {
    private static QualityDatabase database;

    @BeforeAll
    static void fill() {
        database = QualityDatabase.create("shipped_suites");
        ShopTables.create(database);
        ShopTables.fill(database, LocalDate.of(2026, 3, 10), 9, 2_000);
        ShopTables.derive(database);
    }

    private static Suite read(String name) throws IOException, SuiteMistakesException {
        Path file = Path.of("quality/suites", name + ".yaml");
        return SuiteReader.read(file.toString(), Files.readString(file));
    }

    private static List<String> failures(List<Verdict> verdicts) {
        List<String> failures = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (!verdict.success() && verdict.severity() == Severity.CRITICAL) {
                failures.add(verdict.expectation().type().code() + " in line "
                        + verdict.expectation().line() + ": " + verdict.exception() + ", observed "
                        + verdict.observed() + ", " + verdict.counts() + "\n" + verdict.sql());
            }
        }
        return failures;
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "orders", "sessions", "metrics_minute", "daily_aggregations"})
    void nothingCriticalFailsInASoundShop(String name) throws Exception {
        List<Verdict> verdicts = database.run(read(name));

        assertThat(failures(verdicts)).isEmpty();
        assertThat(verdicts)
                .hasSizeGreaterThan(10)
                .allSatisfy(verdict -> assertThat(verdict.exception()).isNull());
        assertThat(verdicts.stream()
                        .map(Verdict::counts)
                        .filter(Objects::nonNull)
                        .anyMatch(counts -> counts.elements() > 0))
                .as("rows were looked at")
                .isTrue();
    }

    @Test
    void whatIsDerivedIsWhatTheEventsRecomputeTo() throws Exception {
        assertThat(database.run(read("recomputation"))).hasSize(4).allMatch(Verdict::success);
    }

    @Test
    void everyDerivedTableThatIsWrongIsFound() throws Exception {
        QualityDatabase broken = QualityDatabase.create("broken_shop");
        ShopTables.create(broken);
        ShopTables.fill(broken, LocalDate.of(2026, 3, 10), 3, 1_000);
        ShopTables.derive(broken);
        broken.execute("""
                update metrics_minute set page_views = page_views - 1
                where minute = (select min(minute) from metrics_minute where minute >= '2026-03-09 12:00+01' and page_views > 0);
                update sessions set cart_adds = cart_adds + 1 where session_id = 's-2026-03-09-50';
                update revenue_minute set gross_revenue = gross_revenue + 0.01 where minute = (select max(minute) from revenue_minute where minute < '2026-03-10 00:00+01');
                alter table stream_offsets drop constraint every_record_has_its_place;
                update stream_offsets set dead = dead + 1 where partition = 3;
                delete from changed_days;
                update order_days set gross_revenue = gross_revenue + 1 where day = '2026-03-09';
                """);

        assertThat(failures(broken.run(read("recomputation")))).hasSize(4);
        assertThat(failures(broken.run(read("orders")))).hasSize(1);
        assertThat(failures(broken.run(read("events")))).hasSize(1);
        assertThat(failures(broken.run(read("daily_aggregations")))).hasSize(1);
    }
}
