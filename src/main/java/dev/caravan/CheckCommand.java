package dev.caravan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.quality.GxJson;
import dev.caravan.quality.ResultFormat;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import dev.caravan.quality.row.CursorEngine;
import dev.caravan.quality.table.TableEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges a suite of expectations about a table, wherever it lies. Starts no server. */
final class CheckCommand implements Command {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(10);
    private static final List<String> NAMES =
            List.of("--suite", "--table", "--url", "--user", "--password-variable", "--result-format");
    private static final String USAGE = """
            check --suite FILE [--table TABLE] [--url URL] [--user USER] [--password-variable NAME] [--result-format FORMAT]

            Judges a suite of expectations about a table and prints the result as Great Expectations writes it, JSON.
            Exit code 0: all expectations are met, 1: one is not, 2: it could not be judged at all.

              --suite FILE              YAML as in quality/suites, or JSON as Great Expectations exports it
              --table TABLE             instead of the target that the suite names
              --url URL                 a JDBC URL (default: the shop's database, as the settings name it). PostgreSQL judges by itself; of any
                                        other database, whose driver must be on the class path, the rows are read
              --user USER               (default: the setting database.user)
              --password-variable NAME  the environment variable that holds the password (default: the setting database.password)
              --result-format FORMAT    BOOLEAN_ONLY, BASIC, SUMMARY or COMPLETE (default: SUMMARY)
            """;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String description() {
        return "judges a suite of expectations about a table, and prints the result as JSON";
    }

    @Override
    public int run(List<String> args, Surroundings surroundings) throws Exception {
        if (args.contains("--help")) {
            surroundings.out().print(USAGE);
            return OK;
        }
        Options options = Options.of(args, NAMES);
        ResultFormat format = format(options);
        Suite suite = suite(options, surroundings.workingDirectory());
        SuiteRun run = judge(suite, options, surroundings.settings());
        surroundings.out().println(pretty(run, format));
        surroundings
                .err()
                .println(suite.name() + ": " + run.successful() + " of "
                        + run.verdicts().size() + " expectations are met");
        return run.success() ? OK : FAILED;
    }

    private static ResultFormat format(Options options) {
        String name = options.text("--result-format", ResultFormat.SUMMARY.name());
        return ResultFormat.of(name)
                .orElseThrow(() -> new CommandLineException(
                        "--result-format is one of " + String.join(", ", ResultFormat.names()) + ", was " + name));
    }

    private static Suite suite(Options options, Path workingDirectory) throws IOException {
        if (!options.has("--suite")) {
            throw new CommandLineException("--suite is needed, a file such as quality/suites/orders.yaml");
        }
        String file = options.text("--suite", "");
        Target.Table table =
                options.has("--table") ? new Target.Table(options.text("--table", ""), null, null, List.of()) : null;
        try {
            byte[] text = Files.readAllBytes(workingDirectory.resolve(file));
            Suite suite = SuiteReader.read(file, new String(text, StandardCharsets.UTF_8), table);
            if (suite.target() instanceof Target.Stream) {
                throw new CommandLineException(file
                        + " is about the stream; name a table with the same columns, such as --table scored_events");
            }
            return suite;
        } catch (NoSuchFileException e) {
            throw new CommandLineException("there is no file " + file);
        } catch (SuiteMistakesException e) {
            throw new CommandLineException("the suite can't be used\n" + e.getMessage());
        }
    }

    private static SuiteRun judge(Suite suite, Options options, Settings settings) {
        ZoneId zone = settings.timeZone("shop.time-zone");
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        String url = options.text("--url", Databases.urlOf(settings).jdbcUrl());
        try (Connection connection = DriverManager.getConnection(url, login(options, settings))) {
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            List<Verdict> verdicts = postgres
                    ? new TableEngine(STATEMENT_TIMEOUT).run(connection, suite, now, zone)
                    : new CursorEngine().run(connection, suite, now, zone);
            return new SuiteRun(UUID.randomUUID(), suite, "command", now, clock.instant(), null, verdicts);
        } catch (SQLException e) {
            throw new CommandLineException("the database can't be asked: "
                    + String.valueOf(e.getMessage()).replaceAll("(?i)(password=)[^&\\s]*", "$1***"));
        }
    }

    private static Properties login(Options options, Settings settings) {
        Properties login = new Properties();
        DatabaseUrl shop = Databases.urlOf(settings);
        boolean elsewhere = options.has("--url");
        put(login, "user", options.has("--user") ? options.text("--user", "") : elsewhere ? null : shop.user());
        String variable = options.text("--password-variable", "");
        if (variable.isEmpty()) {
            put(login, "password", elsewhere ? null : shop.password());
        } else {
            String password = System.getenv(variable);
            if (password == null) {
                throw new CommandLineException("the environment has no variable " + variable);
            }
            put(login, "password", password);
        }
        return login;
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    private static String pretty(SuiteRun run, ResultFormat format) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(GxJson.suiteResult(run, format));
    }
}
