package dev.caravan.warehouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * One committed transaction of the store stage, for whoever watches.
 *
 * @param partitions those that its records came from, ascending
 * @param sentAtMs when each record was sent, by its own timestamp, milliseconds since 1970
 */
public record StoredBatch(
        int stored, int duplicates, int dead, Duration duration, Collection<Integer> partitions, List<Long> sentAtMs) {

    static StoredBatch of(List<BatchRecord> records, EventStore.Outcome outcome, Duration duration) {
        TreeSet<Integer> partitions = new TreeSet<>();
        List<Long> sentAtMs = new ArrayList<>(records.size());
        for (BatchRecord record : records) {
            sentAtMs.add(record.received().timestampMs());
            partitions.add(record.received().partition());
        }
        return new StoredBatch(
                outcome.stored(), outcome.duplicates(), outcome.dead().size(), duration, partitions, sentAtMs);
    }
}
