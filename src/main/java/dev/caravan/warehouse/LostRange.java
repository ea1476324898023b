package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets that Kafka deleted before they were stored.
 *
 * @param toOffset behind the last one; null where the topic was deleted and made again, since nobody knows where the old one ended
 */
record LostRange(
        TopicIdentity topic,
        int partition,
        long fromOffset,
        @Nullable Long toOffset) {
    private static final Logger LOG = LoggerFactory.getLogger(LostRange.class);
    private static final String INSERT = Sql.of("insert-lost-range");

    /** At most so many records: a transaction marker may be among the offsets. 0 where it is not known. */
    long atMost() {
        return toOffset == null ? 0 : toOffset - fromOffset;
    }

    void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, topic.name());
            statement.setString(2, topic.id());
            statement.setInt(3, partition);
            statement.setLong(4, fromOffset);
            statement.setObject(5, toOffset, Types.BIGINT);
            statement.executeUpdate();
        }
    }

    /** Once it is committed. */
    void report(StoreMetrics metrics) {
        metrics.countLost(atMost());
        if (toOffset == null) {
            LOG.error(
                    "partition {} of {}: the topic was deleted and made again, offsets start over; what the old one held"
                            + " from offset {} on is lost",
                    partition,
                    topic.name(),
                    fromOffset);
        } else {
            LOG.error(
                    "partition {} of {}: offsets {} to {} were deleted before they were stored, up to {} records are lost;"
                            + " retention must be longer than the longest outage",
                    partition,
                    topic.name(),
                    fromOffset,
                    toOffset - 1,
                    atMost());
        }
    }
}
