package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tells when all that was in the topic at some moment has found its place. Thread-safe. */
public final class CatchUp {
    private final KafkaTopic topic;
    private final DataSource dataSource;
    private @Nullable Map<Integer, Long> ends;

    public CatchUp(KafkaTopic topic, DataSource dataSource) {
        this.topic = topic;
        this.dataSource = dataSource;
    }

    /**
     * Remembers where the topic ends now, instead of an earlier moment.
     *
     * @throws OutageException if Kafka doesn't answer
     */
    public void mark() {
        Map<Integer, Long> now = topic.ends();
        synchronized (this) {
            ends = now;
        }
    }

    /** True once for a mark: when everything before it is stored. */
    public boolean isReached() throws SQLException {
        Map<Integer, Long> marked;
        synchronized (this) {
            marked = ends;
        }
        if (marked == null || !isStored(marked)) {
            return false;
        }
        synchronized (this) {
            if (ends == marked) {
                ends = null;
            }
        }
        return true;
    }

    private boolean isStored(Map<Integer, Long> marked) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(Sql.of("count-partitions-reached"))) {
            Map.Entry<?, ?>[] filled =
                    marked.entrySet().stream().filter(end -> end.getValue() > 0).toArray(Map.Entry<?, ?>[]::new);
            Object[] partitions = new Object[filled.length];
            Object[] offsets = new Object[filled.length];
            for (int i = 0; i < filled.length; i++) {
                partitions[i] = filled[i].getKey();
                offsets[i] = filled[i].getValue();
            }
            statement.setArray(1, connection.createArrayOf("integer", partitions));
            statement.setArray(2, connection.createArrayOf("bigint", offsets));
            statement.setString(3, topic.get().id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) == filled.length;
            }
        }
    }
}
