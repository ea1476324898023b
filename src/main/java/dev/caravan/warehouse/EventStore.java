package dev.caravan.warehouse;

import dev.caravan.event.FieldError;
import dev.caravan.event.Reason;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store stage: one transaction holds the events of a batch, what is derived from them, the dead letters' rows and the offsets.
 *
 * <p>May be called again with the same batch after any failure, and with records that were stored before: what is in is skipped. Safe for
 * several threads and several instances.
 */
public final class EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);
    private static final int MAX_STACK_LINES = 60;

    private final DataSource dataSource;
    private final Supplier<TopicIdentity> topic;
    private final Gaps gaps;
    private final StoreMetrics metrics;
    private final SilentCopies silentCopies;
    private final EventPartitions partitions;
    private final EventsTable events;
    private final DerivedTables derivedTables;
    private final FreshRecords listener;
    private final AtomicBoolean listenerHasFailed = new AtomicBoolean();

    /**
     * @param topic the topic that the batches come from, asked for each transaction
     * @param listener is told of the records of each transaction
     */
    public EventStore(
            DataSource dataSource,
            Supplier<TopicIdentity> topic,
            Gaps gaps,
            ZoneId shopTimeZone,
            StoreMetrics metrics,
            FreshRecords listener) {
        this.dataSource = dataSource;
        this.topic = topic;
        this.gaps = gaps;
        this.metrics = metrics;
        this.listener = listener;
        this.silentCopies = new SilentCopies(dataSource);
        this.partitions = new EventPartitions(dataSource);
        this.events = new EventsTable(partitions);
        this.derivedTables = new DerivedTables(shopTimeZone);
    }

    /**
     * Gives every record its place, as far as it can: the batch stays open where a record turned out to be refused by the database, which
     * must go to the dead-letter topic first.
     *
     * @throws OutageException if the database can't work now; the batch is as it was, apart from what is already committed
     */
    public void store(Batch batch) {
        FreshRecords told = listener;
        for (List<BatchRecord> slice = batch.next(); !slice.isEmpty(); slice = batch.next()) {
            try {
                transact(slice, told);
                slice.forEach(BatchRecord::settle);
                batch.widen();
                told = listener;
            } catch (ListenerException failure) {
                report(failure, slice.size());
                told = FreshRecords.NOBODY;
            } catch (SQLException failure) {
                switch (SqlFailure.of(failure)) {
                    case OUTAGE -> {
                        silentCopies.endAfter(failure);
                        throw new OutageException("the database can't store now: " + failure.getMessage(), failure);
                    }
                    case NO_PARTITION -> partitions.forget();
                    case STORED_MEANWHILE ->
                        LOG.debug("another consumer has stored an event of this batch: {}", failure.getMessage());
                    case REFUSED -> blame(batch, slice, rejectedByDatabase(failure), failure);
                }
            } catch (OutageException | RecordsPassedOverException notTheRecordsFault) {
                throw notTheRecordsFault;
            } catch (RuntimeException bug) {
                blame(batch, slice, processingError(bug), bug);
            }
        }
    }

    /** Says so once, with its stack, and counts each time. */
    private void report(ListenerException failure, int records) {
        metrics.countUntold(records);
        if (listenerHasFailed.compareAndSet(false, true)) {
            LOG.error(
                    "{} records are stored without being judged; further ones are only counted",
                    records,
                    failure.getCause());
        }
    }

    /** Halves what is tried, until the record at fault stands alone. */
    private static void blame(Batch batch, List<BatchRecord> slice, Rejection rejection, Exception cause) {
        if (slice.size() > 1) {
            batch.narrow(slice.size() / 2);
        } else {
            refuse(slice.get(0), rejection, cause);
        }
    }

    /** The record alone is at fault: it leaves the flow, with its reason. What the failure says of its contents stays out of the log. */
    private static void refuse(BatchRecord record, Rejection rejection, Exception cause) {
        Received received = record.received();
        Rejection earlier = record.rejection();
        if (earlier != null) {
            refuseDeadLetter(record, earlier, cause);
            return;
        }
        LOG.warn(
                "partition {}, offset {}: {}: {}",
                received.partition(),
                received.offset(),
                rejection.reason().code(),
                rejection.errors().get(0).rule());
        record.judge(rejection);
    }

    /** Its reason must be stored even where its errors can't be. */
    private static void refuseDeadLetter(BatchRecord record, Rejection rejection, Exception cause) {
        Rejection bare = Rejection.of(rejection.reason(), "errors", "what is wrong in detail can't be stored");
        Received received = record.received();
        if (rejection.equals(bare)) {
            throw new IllegalStateException(
                    "the dead letter of partition " + received.partition() + ", offset " + received.offset()
                            + " can't be written",
                    cause);
        }
        LOG.error(
                "partition {}, offset {}: the dead letter's errors can't be stored, {} is",
                received.partition(),
                received.offset(),
                rejection.reason().code());
        record.judge(bare);
    }

    private static Rejection rejectedByDatabase(SQLException failure) {
        return Rejection.of(
                Reason.REJECTED_BY_DATABASE, "sqlstate_" + failure.getSQLState(), String.valueOf(failure.getMessage()));
    }

    /** A bug of ours, with its stack, since nothing else will tell what happened: one error a line, as an error's message is short. */
    public static Rejection processingError(Throwable bug) {
        StringWriter stack = new StringWriter();
        bug.printStackTrace(new PrintWriter(stack));
        List<FieldError> errors = new ArrayList<>();
        errors.add(new FieldError("", bug.getClass().getSimpleName(), bug.toString()));
        stack.toString()
                .lines()
                .skip(1)
                .limit(MAX_STACK_LINES)
                .forEach(line -> errors.add(new FieldError("", "stack", line.strip())));
        return new Rejection(Reason.PROCESSING_ERROR, errors);
    }

    private void transact(List<BatchRecord> records, FreshRecords told) throws SQLException {
        long startNanos = System.nanoTime();
        events.prepare(records);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                Outcome outcome = write(connection, records, told);
                connection.commit();
                committed = true;
                metrics.count(records, outcome, System.nanoTime() - startNanos);
                outcome.lost().forEach(range -> range.report(metrics));
            } finally {
                if (!committed) {
                    rollback(connection);
                }
            }
        }
    }

    /** What became of the records of one transaction. */
    record Outcome(int skipped, int stored, int duplicates, List<BatchRecord> dead, List<LostRange> lost) {}

    private Outcome write(Connection connection, List<BatchRecord> records, FreshRecords told) throws SQLException {
        TopicIdentity identity = topic.get();
        Fence fence = Fence.lock(connection, identity, gaps, records);
        List<BatchRecord> fresh = fence.pass(records);
        List<BatchRecord> dead =
                fresh.stream().filter(record -> record.rejection() != null).toList();
        List<BatchRecord> stored = events.insert(connection, fresh);
        derivedTables.add(connection, stored.stream().map(BatchRecord::event).toList());
        new DeadLetterRows(identity).insert(connection, dead);
        tell(told, connection, fresh, stored);
        fence.count(stored, dead);
        fence.advance(connection);
        return new Outcome(
                records.size() - fresh.size(),
                stored.size(),
                fresh.size() - stored.size() - dead.size(),
                dead,
                fence.lost());
    }

    /** @param stored some of the fresh records, in their order */
    private static void tell(
            FreshRecords told, Connection connection, List<BatchRecord> fresh, List<BatchRecord> stored)
            throws SQLException {
        if (!told.isWanted() || fresh.isEmpty()) {
            return;
        }
        List<FreshRecord> records = new ArrayList<>(fresh.size());
        int next = 0;
        for (BatchRecord record : fresh) {
            boolean isStored = next < stored.size() && stored.get(next) == record;
            if (isStored) {
                next++;
            }
            records.add(
                    new FreshRecord(record.received(), record.judgement(), !isStored && record.rejection() == null));
        }
        try {
            told.add(connection, records);
        } catch (SQLException | RuntimeException failure) {
            throw ListenerException.of(failure);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("rollback failed, the connection is closed", e);
        }
    }
}
