package dev.caravan.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins what the database knows of each partition with what Kafka knows. Pure. */
final class PartitionStates {
    private PartitionStates() {}

    /**
     * Those of the events topic that Kafka has, read or not, and those that were read and are no more.
     *
     * @param events the topic whose lag is told
     * @param kafka null where it has not been asked yet
     * @param here partitions that this instance consumes
     */
    static List<Overview.Partition> of(
            List<DatabaseWatch.Stored> stored,
            String events,
            BrokerWatch.@Nullable Seen kafka,
            Set<Integer> here,
            Instant now) {
        List<Overview.Partition> partitions = new ArrayList<>();
        Set<Integer> known = new HashSet<>();
        for (DatabaseWatch.Stored one : stored) {
            boolean current = kafka != null && one.topicId().equals(kafka.topicId());
            if (current) {
                known.add(one.partition());
            }
            partitions.add(partition(one, current ? kafka : null, here, now));
        }
        if (kafka != null) {
            kafka.end().keySet().stream()
                    .filter(partition -> !known.contains(partition))
                    .forEach(partition -> partitions.add(neverRead(events, partition, kafka, here, now)));
        }
        partitions.sort(
                Comparator.comparing(Overview.Partition::topic).thenComparingInt(Overview.Partition::partition));
        return partitions;
    }

    /** Events that are not stored yet, by the topic's place; empty where nobody knows. */
    static Map<String, Long> lag(List<Overview.Partition> partitions) {
        Map<String, Long> lag = new HashMap<>();
        for (Overview.Partition one : partitions) {
            Long events = one.lagEvents();
            if (events != null) {
                lag.merge(Place.topic(one.topic()).id(), events, Long::sum);
            }
        }
        return lag;
    }

    private static Overview.Partition partition(
            DatabaseWatch.Stored one, BrokerWatch.@Nullable Seen kafka, Set<Integer> here, Instant now) {
        Long seen = kafka == null ? null : kafka.end().get(one.partition());
        // Kafka was asked a moment before or after the database: what is stored was there.
        Long end = seen == null ? null : Long.valueOf(Math.max(seen, one.nextOffset()));
        Long lag = end == null ? null : Long.valueOf(end - one.nextOffset());
        return new Overview.Partition(
                one.topic(),
                one.partition(),
                end,
                one.nextOffset(),
                lag,
                seconds(lag, kafka, one.partition(), now),
                one.received(),
                one.stored(),
                one.duplicates(),
                one.dead(),
                one.gaps(),
                one.lost(),
                one.sumsAgree(),
                kafka != null && here.contains(one.partition()));
    }

    private static Overview.Partition neverRead(
            String topic, int partition, BrokerWatch.Seen kafka, Set<Integer> here, Instant now) {
        long end = kafka.end().getOrDefault(partition, 0L);
        Long lag = end - kafka.begin().getOrDefault(partition, 0L);
        return new Overview.Partition(
                topic,
                partition,
                end,
                null,
                lag,
                seconds(lag, kafka, partition, now),
                0,
                0,
                0,
                0,
                0,
                0,
                true,
                here.contains(partition));
    }

    private static @Nullable Double seconds(
            @Nullable Long lag, BrokerWatch.@Nullable Seen kafka, int partition, Instant now) {
        if (lag == null || kafka == null) {
            return null;
        }
        if (lag == 0) {
            return 0.0;
        }
        Long sentMs = kafka.oldestMs().get(partition);
        return sentMs == null ? null : Double.valueOf(Math.max(0, now.toEpochMilli() - sentMs) / 1000.0);
    }
}
