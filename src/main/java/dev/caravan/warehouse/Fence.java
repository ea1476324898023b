package dev.caravan.warehouse;

import dev.caravan.event.Received;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each partition is stored: the rows of {@code stream_offsets} that a transaction holds. Two consumers that both believe they own
 * a partition are serialised here, and whoever comes second skips what is already in.
 */
final class Fence {
    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final String INSERT = Sql.of("insert-offsets");
    private static final String LOCK = Sql.of("lock-offsets");
    private static final String SELECT_EARLIER = Sql.of("select-earlier-topic");
    private static final String ADVANCE = Sql.of("advance-offsets");

    /** Of one partition: where it stands, and what this transaction adds. */
    private static final class Progress {
        long nextOffset;
        long passed;
        long stored;
        long dead;
        long gaps;

        Progress(long nextOffset) {
            this.nextOffset = nextOffset;
        }
    }

    private final TopicIdentity topic;
    private final Gaps gaps;
    private final Map<Integer, Progress> progress = new TreeMap<>();
    private final List<LostRange> lost = new ArrayList<>();

    private Fence(TopicIdentity topic, Gaps gaps) {
        this.topic = topic;
        this.gaps = gaps;
    }

    /** Locks the rows of all partitions of these records, which are in order of partition and offset, until the transaction ends. */
    static Fence lock(Connection connection, TopicIdentity topic, Gaps gaps, List<BatchRecord> records)
            throws SQLException {
        Fence fence = new Fence(topic, gaps);
        TreeMap<Integer, Long> firstOffsets = new TreeMap<>();
        records.forEach(record -> firstOffsets.putIfAbsent(
                record.received().partition(), record.received().offset()));
        Integer[] partitions = firstOffsets.keySet().toArray(new Integer[0]);
        fence.select(connection, partitions);
        if (fence.progress.size() < partitions.length) {
            fence.confirmBeginnings(firstOffsets);
            fence.insert(connection, partitions, firstOffsets.values().toArray(new Long[0]));
            fence.select(connection, partitions);
        }
        return fence;
    }

    /**
     * Makes the row of a partition that is to be read, if it is new, and passes what Kafka has deleted since it was last read.
     *
     * @param firstKept the first offset that Kafka keeps
     */
    static Fence begin(Connection connection, TopicIdentity topic, int partition, long firstKept) throws SQLException {
        Fence fence = new Fence(topic, (name, number, nextOffset, offset) -> nextOffset);
        if (fence.insert(connection, new Integer[] {partition}, new Long[] {firstKept}) > 0) {
            fence.missEarlierTopic(connection, partition);
        }
        fence.select(connection, new Integer[] {partition});
        Progress of = fence.of(partition);
        if (firstKept > of.nextOffset) {
            fence.lose(partition, of.nextOffset, firstKept);
            of.gaps += firstKept - of.nextOffset;
            of.nextOffset = firstKept;
        }
        return fence;
    }

    private void missEarlierTopic(Connection connection, int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_EARLIER)) {
            statement.setString(1, topic.name());
            statement.setInt(2, partition);
            statement.setString(3, topic.id());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    TopicIdentity earlier = new TopicIdentity(topic.name(), row.getString(1));
                    lost.add(new LostRange(earlier, partition, row.getLong(2), null));
                }
            }
        }
    }

    private void lose(int partition, long fromOffset, long toOffset) {
        lost.add(new LostRange(topic, partition, fromOffset, toOffset));
    }

    /** What was deleted before it was stored, as this transaction has noticed. */
    List<LostRange> lost() {
        return lost;
    }

    long nextOffset(int partition) {
        return of(partition).nextOffset;
    }

    /** A partition that is not known yet begins with its first record, not just with any. */
    private void confirmBeginnings(Map<Integer, Long> firstOffsets) {
        firstOffsets.forEach((partition, offset) -> {
            if (!progress.containsKey(partition) && offset > 0) {
                gaps.confirm(topic.name(), partition, 0, offset);
            }
        });
    }

    private int insert(Connection connection, Integer[] partitions, Long[] firstOffsets) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, topic.name());
            statement.setString(2, topic.id());
            statement.setArray(3, connection.createArrayOf("integer", partitions));
            statement.setArray(4, connection.createArrayOf("bigint", firstOffsets));
            return statement.executeUpdate();
        }
    }

    private void select(Connection connection, Integer[] partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, topic.id());
            statement.setArray(2, connection.createArrayOf("integer", partitions));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    progress.put(rows.getInt(1), new Progress(rows.getLong(2)));
                }
            }
        }
    }

    /**
     * The records that are not yet in, in order. Each partition then stands behind its last one.
     *
     * @throws RecordsPassedOverException if there are records between what is stored and the first of these
     */
    List<BatchRecord> pass(List<BatchRecord> records) {
        List<BatchRecord> fresh = new ArrayList<>(records.size());
        for (BatchRecord record : records) {
            Received received = record.received();
            Progress of = of(received.partition());
            if (received.offset() < of.nextOffset) {
                continue;
            }
            if (received.offset() > of.nextOffset) {
                long deletedTo = gaps.confirm(received.topic(), received.partition(), of.nextOffset, received.offset());
                if (deletedTo > of.nextOffset) {
                    lose(received.partition(), of.nextOffset, deletedTo);
                }
                of.gaps += received.offset() - of.nextOffset;
                LOG.warn(
                        "partition {} of {}: offsets {} to {} hold no record; counted as gaps",
                        received.partition(),
                        received.topic(),
                        of.nextOffset,
                        received.offset() - 1);
            }
            of.nextOffset = received.offset() + 1;
            of.passed++;
            fresh.add(record);
        }
        return fresh;
    }

    /** Says what became of the records that have passed: what is neither stored nor dead is a known duplicate. */
    void count(List<BatchRecord> stored, List<BatchRecord> dead) {
        stored.forEach(record -> of(record.received().partition()).stored++);
        dead.forEach(record -> of(record.received().partition()).dead++);
    }

    private Progress of(int partition) {
        Progress of = progress.get(partition);
        if (of == null) {
            throw new IllegalStateException("partition " + partition + " is not locked");
        }
        return of;
    }

    /** Writes how far the partitions are now, and what was lost on the way. */
    void advance(Connection connection) throws SQLException {
        Columns rows = new Columns(
                ColumnType.INTEGER,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.BIGINT);
        progress.forEach((partition, of) ->
                rows.add(partition, of.nextOffset, of.stored, of.passed - of.stored - of.dead, of.dead, of.gaps));
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            rows.bind(connection, statement);
            statement.setString(7, topic.id());
            statement.executeUpdate();
        }
        for (LostRange range : lost) {
            range.insert(connection);
        }
    }
}
