package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a database that isn't PostgreSQL, which the engine for tables would not understand. */
class CheckCommandTest {
    private static final String SUITE = """
            {"name": "sales_suite", "expectations": [
              {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "country", "mostly": 0.75}},
              {"type": "expect_column_values_to_be_between", "kwargs": {"column": "amount", "min_value": 0, "max_value": 100}},
              {"type": "expect_column_sum_to_be_between", "kwargs": {"column": "amount", "min_value": 59.6, "max_value": 59.6}}]}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Connection keptOpen;
    private String url;

    @BeforeEach
    void makeSales() throws SQLException, IOException {
        url = "jdbc:h2:mem:" + folder.getFileName();
        keptOpen = DriverManager.getConnection(url);
        execute("create table \"sales\" (\"id\" int primary key, \"amount\" decimal(10, 2), \"country\" varchar)");
        execute("insert into \"sales\" values (1, 9.95, 'DE'), (2, 29.80, 'FR'), (3, 19.85, null), (4, null, 'DE')");
        Files.writeString(folder.resolve("sales.json"), SUITE);
    }

    @AfterEach
    void close() throws SQLException {
        keptOpen.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aTableThatIsAsExpectedGivesZeroAndTheResultAsJson() throws Exception {
        assertThat(check("--suite", "sales.json", "--url", url)).isZero();
        JsonNode result = new JsonMapper().readTree(text(out));
        assertThat(result.get("success").asBoolean()).isTrue();
        assertThat(result.get("suite_name").asText()).isEqualTo("sales_suite");
        assertThat(result.at("/statistics/successful_expectations").asInt()).isEqualTo(3);
        assertThat(result.at("/results/2/result/observed_value").asText()).isEqualTo("59.6");
        assertThat(text(err)).isEqualTo("sales_suite: 3 of 3 expectations are met" + System.lineSeparator());
    }

    @Test
    void whatIsNotAsExpectedGivesOneAndIsCounted() throws Exception {
        execute("update \"sales\" set \"amount\" = -5 where \"id\" = 4");
        assertThat(check("--suite", "sales.json", "--url", url, "--result-format", "BASIC"))
                .isEqualTo(1);
        JsonNode between = new JsonMapper().readTree(text(out)).at("/results/1");
        assertThat(between.get("success").asBoolean()).isFalse();
        assertThat(between.at("/result/unexpected_count").asInt()).isEqualTo(1);
        assertThat(between.at("/result/partial_unexpected_list/0").asInt()).isEqualTo(-5);
    }

    @Test
    void anotherTableCanBeJudgedByTheSameSuite() throws Exception {
        execute("create table \"returns\" as select * from \"sales\"");
        assertThat(check("--suite", "sales.json", "--url", url, "--table", "returns"))
                .isZero();
    }

    @Test
    void whatCantBeJudgedGivesTwoAndSaysWhatToDo() throws Exception {
        assertThat(check("--suite", "sale.json", "--url", url)).isEqualTo(2);
        assertThat(check("--url", url)).isEqualTo(2);
        assertThat(check("--suite", "sales.json", "--url", "jdbc:nothing:x")).isEqualTo(2);
        assertThat(check("--suite", "sales.json", "--url", url, "--result-format", "LONG"))
                .isEqualTo(2);
        assertThat(check("--suite", "sales.json", "--url", url, "--password-variable", "NO_SUCH_VARIABLE"))
                .isEqualTo(2);
        Files.writeString(folder.resolve("sales.json"), SUITE.replace("mostly", "mostli"));
        assertThat(check("--suite", "sales.json", "--url", url)).isEqualTo(2);
        assertThat(text(err).lines())
                .containsExactly(
                        "Caravan: there is no file sale.json",
                        "Caravan: --suite is needed, a file such as quality/suites/orders.yaml",
                        "Caravan: the database can't be asked: No suitable driver found for jdbc:nothing:x",
                        "Caravan: --result-format is one of BOOLEAN_ONLY, BASIC, SUMMARY, COMPLETE, was LONG",
                        "Caravan: the environment has no variable NO_SUCH_VARIABLE",
                        "Caravan: the suite can't be used",
                        "sales.json:2: expect_column_values_to_not_be_null knows no mostli; did you mean mostly?");
        assertThat(text(out)).isEmpty();
    }

    private int check(String... options) throws Exception {
        List<String> line =
                Stream.concat(Stream.of("check"), Stream.of(options)).toList();
        Settings settings = Settings.load(folder, Map.of(), new Properties());
        return Commands.run(line, new Surroundings(settings, folder, 0, printTo(out), printTo(err)));
    }

    private static PrintStream printTo(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
