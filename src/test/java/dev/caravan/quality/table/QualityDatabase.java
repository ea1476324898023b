package dev.caravan.quality.table;

import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.Verdict;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/** One PostgreSQL for all tests of this room; it ends with the JVM. Each test class has a database of its own. */
final class QualityDatabase {
    static final ZoneId SHOP = ZoneId.of("Europe/Berlin");
    static final Instant NOW = Instant.parse("2026-03-10T12:30:00Z");
    static final TableEngine ENGINE = new TableEngine(Duration.ofSeconds(20));

    private static final EmbeddedPostgres POSTGRES = start();

    private final DataSource dataSource;

    private QualityDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static QualityDatabase create(String name) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new QualityDatabase(POSTGRES.getDatabase("postgres", name));
    }

    DataSource dataSource() {
        return dataSource;
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static Suite suite(String text) {
        try {
            return SuiteReader.read("test.json", text);
        } catch (SuiteMistakesException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + text, e);
        }
    }

    List<Verdict> run(Suite suite) {
        return run(suite, NOW);
    }

    List<Verdict> run(Suite suite, Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            return ENGINE.run(connection, suite, now, SHOP);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
