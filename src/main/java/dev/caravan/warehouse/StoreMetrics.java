package dev.caravan.warehouse;

import dev.caravan.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What the store stage tells Prometheus. Counted after the commit, so that a batch which is tried again counts once. */
public final class StoreMetrics {
    private final Counter received;
    private final Counter stored;
    private final Counter duplicates;
    private final Map<Reason, Counter> dead = new EnumMap<>(Reason.class);
    private final Counter lost;
    private final Counter untold;
    private final DistributionSummary batchEvents;
    private final Timer batchDuration;
    private final Consumer<StoredBatch> watcher;

    public StoreMetrics(MeterRegistry registry) {
        this(registry, batch -> {});
    }

    /** @param watcher is told of each transaction after its commit, by the thread that stores; it must not wait for anything */
    public StoreMetrics(MeterRegistry registry, Consumer<StoredBatch> watcher) {
        this.watcher = watcher;
        received = counter(registry, "caravan.events.received", "Records of the topic that found their place");
        stored = counter(registry, "caravan.events.stored", "Events that are new in the events table");
        duplicates = counter(registry, "caravan.events.duplicate", "Events whose event_id was stored before");
        for (Reason reason : Reason.values()) {
            dead.put(
                    reason,
                    Counter.builder("caravan.events.dead")
                            .description("Records that became dead letters")
                            .tag("reason", reason.code())
                            .register(registry));
        }
        lost = counter(
                registry,
                "caravan.records.lost",
                "Offsets that Kafka deleted before they were stored, at most so many records");
        untold = counter(
                registry, "caravan.quality.unjudged", "Records that were stored without being judged, after a failure");
        batchEvents = DistributionSummary.builder("caravan.batch.events")
                .description("Records in one transaction of the store stage")
                .register(registry);
        batchDuration = Timer.builder("caravan.batch.duration")
                .description("Time of one transaction of the store stage, commit included")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void countLost(long records) {
        lost.increment((double) records);
    }

    void countUntold(long records) {
        untold.increment((double) records);
    }

    void count(List<BatchRecord> records, EventStore.Outcome outcome, long durationNanos) {
        int places = outcome.stored() + outcome.duplicates() + outcome.dead().size();
        received.increment(places);
        stored.increment(outcome.stored());
        duplicates.increment(outcome.duplicates());
        for (BatchRecord record : outcome.dead()) {
            var rejection = record.rejection();
            if (rejection != null) {
                Objects.requireNonNull(dead.get(rejection.reason())).increment();
            }
        }
        batchEvents.record(places);
        batchDuration.record(Duration.ofNanos(durationNanos));
        watcher.accept(StoredBatch.of(records, outcome, Duration.ofNanos(durationNanos)));
    }
}
