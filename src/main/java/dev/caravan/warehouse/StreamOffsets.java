package dev.caravan.warehouse;

import dev.caravan.event.Received;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the Kafka consumer begins: at the offsets that the store stage has written, not at those that Kafka knows. Asked on each
 * assignment; never written to, since {@code stream_offsets} advances with the data.
 */
public final class StreamOffsets extends ServiceSupport implements StateRepository<String, String> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamOffsets.class);
    private static final String SELECT = Sql.of("select-next-offsets");

    /** Well below Kafka's max.poll.interval.ms, 5 minutes, since the consumer does not poll meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 3_200;

    private final DataSource dataSource;
    private final KafkaTopic topic;

    public StreamOffsets(DataSource dataSource, KafkaTopic topic) {
        this.dataSource = dataSource;
        this.topic = topic;
    }

    /**
     * The last stored offset, since Camel seeks to the value plus one. For a partition that is not stored yet that is -1, so that reading
     * begins at the first record whatever Kafka has committed.
     *
     * @param key topic/partition
     */
    @Override
    public String getState(String key) {
        int partition = Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
        Long next = awaitNextOffset(key, partition);
        LOG.debug("{} begins at {}", key, next);
        return String.valueOf(next == null ? -1 : next - 1);
    }

    /**
     * Waits a while for the database and Kafka. A consumer that fails here joins its group anew at once, which takes the partitions from all
     * others, who then fail here too: without the wait they would do so many times a second, as long as the outage lasts.
     */
    private @Nullable Long awaitNextOffset(String key, int partition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
            try {
                return nextOffsets(topic.refresh(), Set.of(partition)).get(partition);
            } catch (OutageException e) {
                if (pauseMs == FIRST_PAUSE_MS) {
                    LOG.warn("{} can't begin, is tried again: {}", key, e.getMessage());
                }
                if (System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                pause(pauseMs, e);
            }
        }
    }

    private static void pause(long pauseMs, OutageException outage) {
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw outage;
        }
    }

    @Override
    public void setState(String key, String value) {
        LOG.trace("{} is stored with the data, not here: {}", key, value);
    }

    /** Those records that the store stage has not passed. */
    List<Received> notYetStored(List<Received> received) {
        Set<Integer> partitions = received.stream().map(Received::partition).collect(Collectors.toSet());
        Map<Integer, Long> next = nextOffsets(topic.get(), partitions);
        return received.stream()
                .filter(one -> one.offset() >= next.getOrDefault(one.partition(), 0L))
                .toList();
    }

    private Map<Integer, Long> nextOffsets(TopicIdentity identity, Collection<Integer> partitions) {
        Map<Integer, Long> next = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, identity.id());
            statement.setArray(2, connection.createArrayOf("integer", partitions.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    next.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return next;
        } catch (SQLException e) {
            throw new OutageException("the database can't say how far the topic is stored: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable String toString() {
        return "StreamOffsets[" + topic.name() + "]";
    }
}
