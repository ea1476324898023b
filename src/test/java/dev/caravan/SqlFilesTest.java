package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements and migrations: each says what it promises, names its columns, and is written alike. */
class SqlFilesTest {
    private static final String FORBIDDEN_KEYWORDS =
            "(?s).*\\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|VALUES|CREATE|ALTER|DROP)\\b.*";

    static Stream<Path> statements() throws IOException {
        return RepositoryFiles.below("src/main/resources/sql", ".sql").stream();
    }

    static Stream<Path> all() throws IOException {
        return Stream.concat(statements(), RepositoryFiles.below("src/main/resources/db/migration", ".sql").stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFirstLineSaysWhatItPromises(Path file) throws IOException {
        assertThat(Files.readString(file)).startsWith("-- ");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementNamesItsColumns(Path file) throws IOException {
        assertThat(code(file).replaceAll("\\s+", " ")).doesNotContain("select *", ".*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void keywordsAreInLowerCase(Path file) throws IOException {
        assertThat(code(file)).doesNotMatch(FORBIDDEN_KEYWORDS);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementIsNamedInJavaOrInARoute(Path file) throws IOException {
        String act = file.getFileName().toString();
        String inRoute = "/" + file.getName(file.getNameCount() - 2) + "/" + act;
        String inJava = "\"" + act.substring(0, act.length() - ".sql".length()) + "\"";
        boolean named = Stream.concat(
                        RepositoryFiles.below("src/main/java", ".java").stream(),
                        RepositoryFiles.below("routes", ".camel.yaml").stream())
                .map(SqlFilesTest::text)
                .anyMatch(text -> text.contains(inRoute) || text.contains(inJava));
        assertThat(named).as("%s is used", file).isTrue();
    }

    @Test
    void thereAreStatementsAndMigrations() throws IOException {
        assertThat(statements()).isNotEmpty();
        assertThat(all().count()).isGreaterThan(statements().count());
    }

    /** Without comments, and without strings, which hold what PostgreSQL itself writes in capitals. */
    private static String code(Path file) {
        return text(file)
                .replaceAll("--[^\\n]*", "")
                .replaceAll("\\$r\\$.*?\\$r\\$", "")
                .replaceAll("'[^']*'", "''");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
