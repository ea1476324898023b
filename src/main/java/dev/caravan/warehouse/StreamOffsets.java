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
    private final StoreMetrics metrics;
    private final SilentCopies silentCopies;

    public StreamOffsets(DataSource dataSource, KafkaTopic topic, StoreMetrics metrics) {
        this.dataSource = dataSource;
        this.topic = topic;
        this.metrics = metrics;
        this.silentCopies = new SilentCopies(dataSource);
    }

    /**
     * The last offset that was passed, since Camel seeks to the value plus one. A new partition begins where Kafka's first record is,
     * whatever offset Kafka has committed.
     *
     * @param key topic/partition
     */
    @Override
    public String getState(String key) {
        int partition = Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
        long next = awaitNextOffset(key, partition);
        LOG.debug("{} begins at {}", key, next);
        return String.valueOf(next - 1);
    }

    /**
     * Waits a while for the database and Kafka. A consumer that fails here joins its group anew at once, which takes the partitions from all
     * others, who then fail here too: without the wait they would do so many times a second, as long as the outage lasts.
     */
    private long awaitNextOffset(String key, int partition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
            try {
                return begin(topic.refresh(), partition, firstKept(key, partition));
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

    /** A partition without a leader keeps no other from being read: what it lost is noticed with its next record. */
    private long firstKept(String key, int partition) {
        try {
            return topic.firstKept(partition);
        } catch (OutageException e) {
            LOG.warn("{} can't say where it begins: {}", key, e.getMessage());
            return 0;
        }
    }

    /** What Kafka deleted while nobody read is noticed here, whether or not a record follows. */
    private long begin(TopicIdentity identity, int partition, long firstKept) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Fence fence = Fence.begin(connection, identity, partition, firstKept);
            fence.advance(connection);
            connection.commit();
            fence.lost().forEach(range -> range.report(metrics));
            return fence.nextOffset(partition);
        } catch (SQLException e) {
            silentCopies.endAfter(e);
            throw new OutageException("the database can't say how far the topic is stored: " + e.getMessage(), e);
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

    /**
     * Those records that the store stage has not passed.
     *
     * @throws TopicMadeAgainException if the topic is not the one any more whose offsets are known
     */
    List<Received> notYetStored(List<Received> received) {
        Set<Integer> partitions = received.stream().map(Received::partition).collect(Collectors.toSet());
        Map<Integer, Long> next = nextOffsets(topic.get(), partitions);
        List<Received> fresh = received.stream()
                .filter(one -> one.offset() >= next.getOrDefault(one.partition(), 0L))
                .toList();
        topic.requireSame(fresh.size() < received.size());
        return fresh;
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
