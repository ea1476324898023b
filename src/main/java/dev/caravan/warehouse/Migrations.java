package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables to the form that this version needs, and the shop's day to the time zone that is set. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String LOCK_SHOP = Sql.of("lock-shop");
    private static final String SET_SHOP = Sql.of("set-shop");
    private static final String REBUILD_PRODUCT_STATS = Sql.of("rebuild-product-stats");

    private Migrations() {}

    /** Idempotent; several instances may start at once. */
    public static void run(DataSource dataSource, ZoneId shopTimeZone, String shopCurrency) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                setShop(connection, shopTimeZone, shopCurrency);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new OutageException("the shop's time zone can't be set: " + e.getMessage(), e);
        }
    }

    /** Only product_stats is kept by the shop's day: it is made anew when that changes. */
    private static void setShop(Connection connection, ZoneId timeZone, String currency) throws SQLException {
        String before;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK_SHOP)) {
            before = row.next() ? row.getString(1) : "";
        }
        try (PreparedStatement statement = connection.prepareStatement(SET_SHOP)) {
            statement.setString(1, timeZone.getId());
            statement.setString(2, currency);
            statement.executeUpdate();
        }
        if (!before.equals(timeZone.getId())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(REBUILD_PRODUCT_STATS);
            }
            LOG.debug("product_stats follows the days of {}", timeZone);
        }
    }
}
