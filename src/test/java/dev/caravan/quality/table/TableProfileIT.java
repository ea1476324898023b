package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableProfileIT {
    private static QualityDatabase database;

    @BeforeAll
    static void create() {
        database = QualityDatabase.create("table_profile");
        database.execute("""
                create table sales (
                    sale_id integer primary key, customer uuid not null, country text, amount numeric, change integer,
                    "the 'status'" text, mail text, note text
                );
                insert into sales
                select
                    i,
                    gen_random_uuid(),
                    case when i % 10 = 0 then null else (array['DE', 'FR', 'NO'])[1 + i % 3] end,
                    i / 10.0,
                    i - 100,
                    (array['new', 'it''s "paid"', 'no'])[1 + i % 3],
                    'buyer' || i || '@shop.example',
                    case when i % 20 = 0 then 'rare' end
                from generate_series(1, 200) as i;
                create table empty (id integer, name text);
                """);
    }

    private static String propose(String table) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new TableProfile(Duration.ofSeconds(10)).propose(connection, table, QualityDatabase.SHOP);
        }
    }

    @Test
    void whatATableHoldsBecomesASuite() throws SQLException {
        assertThat(propose("sales")).isEqualTo("""
                        # Proposed from all 200 rows of sales. What is so by chance stands here too: look through it before you rely on it.
                        name: "sales"
                        target:
                          table: "sales"
                        expectations:
                          - type: expect_table_columns_to_match_set
                            kwargs: {column_set: ["sale_id", "customer", "country", "amount", "change", "the 'status'", "mail", "note"], exact_match: false}
                            severity: critical
                          - type: expect_table_row_count_to_be_between
                            kwargs: {baseline: {runs: 30, deviations: 4, at_least: 10}}
                            severity: warning
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "sale_id"}
                            severity: critical
                          - type: expect_column_values_to_be_unique
                            kwargs: {column: "sale_id"}
                            severity: critical
                          - type: expect_column_values_to_be_between
                            kwargs: {column: "sale_id", min_value: 0}
                            severity: critical
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "customer"}
                            severity: critical
                          - type: expect_column_values_to_be_unique
                            kwargs: {column: "customer"}
                            severity: critical
                          - type: expect_column_values_to_match_regex
                            kwargs: {column: "customer", regex: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}
                            severity: warning
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "country", mostly: 0.85}
                            severity: warning
                          - type: expect_column_values_to_be_in_set
                            kwargs: {column: "country", value_set: ["DE", "FR", "NO"]}
                            severity: warning
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "amount"}
                            severity: critical
                          - type: expect_column_values_to_be_between
                            kwargs: {column: "amount", min_value: 0}
                            severity: critical
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "change"}
                            severity: critical
                          - type: expect_column_values_to_be_unique
                            kwargs: {column: "change"}
                            severity: critical
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "the 'status'"}
                            severity: critical
                          - type: expect_column_values_to_be_in_set
                            kwargs: {column: "the 'status'", value_set: ["it's \\"paid\\"", "new", "no"]}
                            severity: warning
                          - type: expect_column_values_to_not_be_null
                            kwargs: {column: "mail"}
                            severity: critical
                          - type: expect_column_values_to_be_unique
                            kwargs: {column: "mail"}
                            severity: critical
                          - type: expect_column_values_to_match_regex
                            kwargs: {column: "mail", regex: "^[^@ ]+@[^@ ]+[.][^@ ]+$"}
                            severity: warning
                        """);
    }

    @Test
    void theTableMeetsItsOwnProposal() throws SQLException, SuiteMistakesException {
        Suite suite = SuiteReader.read("proposed.yaml", propose("sales"));
        List<Verdict> verdicts = database.run(suite);
        assertThat(verdicts)
                .hasSize(19)
                .filteredOn(verdict -> verdict.expectation().map("baseline").isEmpty())
                .allMatch(Verdict::success);
    }

    @Test
    void ofAnEmptyTableNothingIsConcludedFromItsValues() throws SQLException, SuiteMistakesException {
        assertThat(SuiteReader.read("proposed.yaml", propose("empty")).expectations())
                .hasSize(2);
    }

    @Test
    void aTableThatThereIsNotIsNamedWithTheNearest() {
        assertThatThrownBy(() -> propose("sale"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no table sale; the nearest name is sales");
    }
}
