package dev.caravan.warehouse;

import dev.caravan.event.DeadLetter;
import dev.caravan.event.Parsed;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll, by partition and offset, each on its way to its place. Used by one thread.
 *
 * <p>A record that came twice, as after a rebalance, is in here once.
 */
public final class Batch {
    private static final Comparator<Received> BY_PLACE = Comparator.comparing(Received::topic)
            .thenComparingInt(Received::partition)
            .thenComparingLong(Received::offset);

    private final List<BatchRecord> records;
    private int window = Integer.MAX_VALUE;

    public Batch(List<Received> received) {
        List<Received> sorted = new ArrayList<>(received);
        sorted.sort(BY_PLACE);
        records = new ArrayList<>(sorted.size());
        Received before = null;
        for (Received one : sorted) {
            if (before == null || BY_PLACE.compare(before, one) != 0) {
                records.add(new BatchRecord(one));
            }
            before = one;
        }
    }

    /** The records in the order in which they are judged. */
    public List<Received> received() {
        return records.stream().map(BatchRecord::received).toList();
    }

    /**
     * Says what a record turned out to be.
     *
     * @param index place in {@link #received()}
     */
    public void judge(int index, Parsed judgement) {
        records.get(index).judge(judgement);
    }

    /** True as long as a record has not found its place. */
    public boolean isOpen() {
        return records.stream().anyMatch(record -> !record.settled());
    }

    /** What must go to the dead-letter topic before the store stage may go past it. */
    public List<DeadLetter> awaitingParking() {
        List<DeadLetter> waiting = new ArrayList<>();
        for (BatchRecord record : records) {
            if (record.judgement() instanceof Rejection rejection && record.awaitsParking() && !record.settled()) {
                waiting.add(new DeadLetter(record.received(), rejection));
            }
        }
        return waiting;
    }

    /** Everything that {@link #awaitingParking()} gave is in the dead-letter topic. */
    public void parked() {
        records.forEach(BatchRecord::park);
    }

    /** Of each partition, the offset behind its last record. */
    Map<TopicPartition, Long> nextOffsets() {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            Received received = records.get(i).received();
            boolean last =
                    i + 1 == records.size() || records.get(i + 1).received().partition() != received.partition();
            if (last) {
                next.put(new TopicPartition(received.topic(), received.partition()), received.offset() + 1);
            }
        }
        return next;
    }

    /** The open records that are to be stored next, up to the first that is rejected and not yet in the dead-letter topic. */
    List<BatchRecord> next() {
        List<BatchRecord> next = new ArrayList<>();
        for (BatchRecord record : records) {
            if (record.settled()) {
                continue;
            }
            if (record.awaitsParking() || next.size() == window) {
                break;
            }
            next.add(record);
        }
        return next;
    }

    /** Store at most so many records together: one of them is at fault. */
    void narrow(int records) {
        window = records;
    }

    /** That went well: store twice as many together from now on. */
    void widen() {
        window = Math.min(window, records.size()) * 2;
    }
}
