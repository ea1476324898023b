package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was lost since somebody last acknowledged it. */
public final class LostRecords {
    private static final String SUM = Sql.of("sum-lost-ranges");

    private final DataSource dataSource;

    public LostRecords(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The sums of {@code lost_ranges}.
     *
     * @param atMostRecords offsets of the ranges whose end is known
     * @param lastNoticedAt null where nothing was lost
     */
    public record Sums(
            long ranges, long atMostRecords, @Nullable Instant lastNoticedAt) {}

    public Sums sums() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SUM);
                ResultSet row = statement.executeQuery()) {
            row.next();
            var last = row.getTimestamp(3);
            return new Sums(row.getLong(1), row.getLong(2), last == null ? null : last.toInstant());
        }
    }
}
