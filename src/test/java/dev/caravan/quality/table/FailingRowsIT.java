package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed is found again, each row once, whatever names a row. */
class FailingRowsIT {
    private static final FailingRows ROWS = new FailingRows(Duration.ofSeconds(10));
    private static QualityDatabase database;

    @BeforeAll
    static void create() {
        database = QualityDatabase.create("failing_rows");
        database.execute("""
                create table with_key (day date, name text, x integer, primary key (day, name));
                insert into with_key select date '2026-03-01' + i / 10, 'n' || i, i from generate_series(0, 99) as i;
                create table without_key (x integer);
                insert into without_key select x from with_key;
                create view seen as select x from with_key;
                create table halves (at timestamptz not null, x integer, unique (at, x)) partition by range (x);
                alter table halves alter column x set not null;
                create table halves_low partition of halves for values from (0) to (50);
                create table halves_high partition of halves for values from (50) to (100);
                insert into halves select timestamptz '2026-03-01' + make_interval(secs => i * 0.000001), i from generate_series(0, 99) as i;
                """);
    }

    private static Verdict verdict(String table, String expectation) {
        Suite suite = QualityDatabase.suite("""
                {"name": "test", "target": {"table": "%s"}, "expectations": [%s]}""".formatted(table, expectation));
        Verdict verdict = database.run(suite).get(0);
        assertThat(verdict.exception()).as("%s", verdict.sql()).isNull();
        return verdict;
    }

    private static List<List<@Nullable Object>> pages(String table, String sql, int limit) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            String after = null;
            do {
                FailingRows.Page page =
                        ROWS.read(connection, new Target.Table(table, null, null, List.of()), sql, after, limit);
                assertThat(page.rows()).hasSizeBetween(1, limit);
                rows.addAll(page.rows());
                after = page.next();
            } while (after != null);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"with_key", "without_key", "seen", "halves"})
    void eachFailingRowIsOnOnePage(String table) throws SQLException {
        Verdict verdict = verdict(table, """
                {"type": "expect_column_values_to_be_between", "kwargs": {"column": "x", "max_value": 46}}""");
        List<List<@Nullable Object>> rows = pages(table, Objects.requireNonNull(verdict.failingRowsSql()), 7);

        assertThat(rows).hasSize(53).doesNotHaveDuplicates();
        assertThat(Objects.requireNonNull(verdict.counts()).partialUnexpected()).hasSize(20);
    }

    @Test
    void theRowsOfAStatementAreNumbered() throws SQLException {
        Verdict verdict = verdict("with_key", """
                {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "select name from {batch} where x >= 90"}}""");
        assertThat(pages("with_key", Objects.requireNonNull(verdict.failingRowsSql()), 4))
                .hasSize(10);
    }

    @Test
    void repeatedAndUnorderedRowsArePagedToo() throws SQLException {
        Verdict unordered = verdict("with_key", """
                {"type": "expect_column_values_to_be_decreasing", "kwargs": {"column": "x", "order_by": ["x"]}}""");
        assertThat(pages("with_key", Objects.requireNonNull(unordered.failingRowsSql()), 50))
                .hasSize(99);
        Verdict repeated = verdict("with_key", """
                {"type": "expect_compound_columns_to_be_unique", "kwargs": {"column_list": ["day"]}}""");
        assertThat(pages("with_key", Objects.requireNonNull(repeated.failingRowsSql()), 30))
                .hasSize(100);
    }

    @Test
    void whatFailedTheSchemaIsFoundByItsKey() throws SQLException {
        Verdict verdict = verdict("with_key", """
                {"type": "expect_column_values_to_match_json_schema", "kwargs": {"column": "x", "json_schema": {"maximum": 46}}}""");
        assertThat(pages("with_key", Objects.requireNonNull(verdict.failingRowsSql()), 7))
                .hasSize(53);
    }

    @Test
    void aCursorThatIsNoneIsRefused() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Target.Table target = new Target.Table("with_key", null, null, List.of());
            assertThatThrownBy(() -> ROWS.read(connection, target, "select day, name from with_key", "W10", 5))
                    .hasMessageContaining("next of the page before");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }
}
