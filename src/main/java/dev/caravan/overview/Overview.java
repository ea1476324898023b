package dev.caravan.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/pipeline} answers. Times are ISO-8601 in UTC, rates are means of the last ten seconds; null is not measured.
 *
 * @param instance the one that answers: routes, rates, latency and batches are its own, the partitions are of all
 * @param timeZone the shop's, for the page
 */
record Overview(
        String at,
        String instance,
        String timeZone,
        List<Stage> stages,
        List<PlaceState> places,
        List<Edge> edges,
        List<Partition> partitions,
        Latency latency,
        Database database,
        Broker broker,
        List<StoredBatch> batches) {

    /**
     * The routes of one file.
     *
     * @param state stopped, failing, stuck, moving or idle
     * @param since when something last moved; null if nothing has since the start
     */
    record Stage(
            String id,
            String title,
            String file,
            String state,
            @Nullable String since,
            List<RouteState> routes) {}

    /**
     * @param total exchanges that ended since the start, failures included
     * @param meanMs null also where no time is taken, as for each single event
     */
    record RouteState(
            String id,
            String description,
            String state,
            long total,
            long failed,
            long inflight,
            @Nullable Double ratePerSecond,
            @Nullable Double meanMs) {}

    /** @param state up, away or unknown */
    record PlaceState(String id, String kind, String title, String state) {}

    /**
     * @param label what is counted on it
     * @param total of that since the start
     * @param queue what waits before the arrow's end: of a topic that the store stage reads, events; else what is on its way
     */
    record Edge(
            String from,
            String to,
            String label,
            @Nullable Double ratePerSecond,
            @Nullable Double failedPerSecond,
            @Nullable Long queue,
            long total,
            long failed) {}

    /**
     * @param endOffset null where Kafka doesn't say, or the topic of that time is gone
     * @param nextOffset up to which everything is stored; null where the partition was never read
     * @param lagSeconds age of the oldest record that is not stored, by its own timestamp; null where it can't be read
     */
    record Partition(
            String topic,
            int partition,
            @Nullable Long endOffset,
            @Nullable Long nextOffset,
            @Nullable Long lagEvents,
            @Nullable Double lagSeconds,
            long received,
            long stored,
            long duplicates,
            long dead,
            long gaps,
            long lost,
            boolean sumsAgree,
            boolean consumedHere) {}

    record Latency(Latencies.@Nullable Percentiles eventToStoreMs, Latencies.@Nullable Percentiles storeToFrameMs) {}

    /**
     * @param state up, away or unknown
     * @param circuit closed, open or half_open
     * @param since when the state began
     */
    record Database(
            String state,
            String circuit,
            @Nullable String since,
            @Nullable String message,
            int poolActive,
            int poolMax,
            @Nullable Long sizeBytes) {}

    /** @param replicationOk whether each partition of the topics of events and dead letters has all its replicas in sync */
    record Broker(
            String state,
            @Nullable String since,
            @Nullable String message,
            List<String> nodes,
            @Nullable Boolean replicationOk,
            @Nullable Integer underReplicated) {}

    record StoredBatch(
            String at,
            int records,
            int stored,
            int duplicates,
            int dead,
            double durationMs,
            List<Integer> partitions) {}
}
