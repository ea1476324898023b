package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Recomputation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** An installation that is older than a migration has, after it, what a new one would have stored. */
class MigrationsIT {
    private static final int EVENTS = 600;

    @Test
    void whatWasStoredBeforeGetsOriginsAndCategories() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                TestWarehouse today = TestWarehouse.create(postgres);
                TestWarehouse older = TestWarehouse.createEmpty(postgres)) {
            TestWarehouse.settle(
                    today.store(),
                    TestWarehouse.batch(
                            0,
                            0,
                            new RandomShop(7)
                                    .records(EVENTS).stream()
                                            .map(TestWarehouse::parse)
                                            .toList()));
            migrateTo(older, "5");
            older.execute("create table events_of_all_days partition of events default");
            older.execute("update shop set time_zone = 'Z', currency = 'EUR'");
            copy(today, older);
            older.execute("delete from product_stats where named_at is null"
                    + " and views + clicks + cart_adds + cart_removes + orders = 0");

            Migrations.run(older.dataSource(), ZoneOffset.UTC, "EUR");

            Recomputation.assertEqualsDerivedTables(older::query);
            assertThat(older.query("select count(distinct source) > 5, count(distinct categories) > 5 from sessions"))
                    .containsExactly("t|t");
            assertThat(older.query("select count(distinct category) > 5 from product_stats"))
                    .containsExactly("t");
        }
    }

    /** Without views and functions, which are those of today. */
    private static void migrateTo(TestWarehouse warehouse, String version) {
        Flyway.configure()
                .dataSource(warehouse.dataSource())
                .locations("classpath:db/migration")
                .repeatableSqlMigrationPrefix("none")
                .target(version)
                .load()
                .migrate();
    }

    private static void copy(TestWarehouse from, TestWarehouse to) throws Exception {
        List<String> tables = new ArrayList<>(Recomputation.TABLES);
        tables.add("events");
        for (String table : tables) {
            String columns = to.query("select string_agg(column_name, ', ' order by ordinal_position)"
                            + " from information_schema.columns where table_schema = 'public' and table_name = '"
                            + table
                            + "'")
                    .get(0);
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            try (Connection connection = from.dataSource().getConnection()) {
                copies(connection).copyOut("copy (select " + columns + " from " + table + ") to stdout", rows);
            }
            try (Connection connection = to.dataSource().getConnection()) {
                copies(connection)
                        .copyIn(
                                "copy " + table + " (" + columns + ") from stdin",
                                new ByteArrayInputStream(rows.toByteArray()));
            }
        }
    }

    private static CopyManager copies(Connection connection) throws Exception {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
