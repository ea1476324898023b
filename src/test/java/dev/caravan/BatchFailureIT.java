package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.simulator.Flaw;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.warehouse.Batch;
import dev.caravan.warehouse.EventStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that fails for a reason nobody foresaw: camel-kafka would log it and go on to the next. */
class BatchFailureIT {
    private static final Map<String, String> SMALL_BATCHES = Map.of("pipeline.batch-size", "200");

    @TempDir
    Path folder;

    @Test
    void aBatchThatFailsIsNotLost() {
        List<SimulatedEvent> events = Traffic.events(8_000, 7);
        AtomicInteger failures = new AtomicInteger();
        StreamSuite.write(folder);
        try (RunningCaravan caravan = RunningCaravan.start(
                folder,
                SMALL_BATCHES,
                main -> FailingStore.replace(main, Moment.BEFORE_AND_AFTER_THE_COMMIT, failures))) {
            Traffic.send(caravan.brokers(), events);

            awaitPlaces(caravan, events.size());
            assertThat(failures.get()).as("batches that failed").isGreaterThan(3);
            assertThat(caravan.count("select count(*) from events")).isEqualTo(Traffic.distinct(events));
            assertThat(caravan.count("select count(*) from dead_letters")).isZero();
            Recomputation.assertEveryRecordHasItsPlace(caravan);
            Recomputation.assertEqualsDerivedTables(caravan);
            Recomputation.assertWindowsHoldEveryRecord(caravan::query);
        }
    }

    @Test
    void aBatchThatComesAgainAfterItsCommitParksNothingTwice() {
        List<SimulatedEvent> events = withEveryTenthBad(Traffic.events(3_000, 8));
        AtomicInteger failures = new AtomicInteger();
        StreamSuite.write(folder);
        try (RunningCaravan caravan = RunningCaravan.start(
                folder, SMALL_BATCHES, main -> FailingStore.replace(main, Moment.AFTER_THE_COMMIT, failures))) {
            Traffic.send(caravan.brokers(), events);

            awaitPlaces(caravan, events.size());
            assertThat(failures.get()).as("batches that failed").isGreaterThan(1);
            assertThat(caravan.count("select count(*) from dead_letters")).isEqualTo(300);
            assertThat(Traffic.deadLetters(caravan.brokers()))
                    .hasSize(300)
                    .containsExactlyInAnyOrderElementsOf(
                            caravan.query("select kafka_partition || '/' || kafka_offset from dead_letters"));
            Recomputation.assertEveryRecordHasItsPlace(caravan);
            Recomputation.assertWindowsHoldEveryRecord(caravan::query);
        }
    }

    private static void awaitPlaces(RunningCaravan caravan, long records) {
        await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> caravan.count("select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets"),
                        places -> places == records);
    }

    private static List<SimulatedEvent> withEveryTenthBad(List<SimulatedEvent> events) {
        List<SimulatedEvent> mixed = new ArrayList<>(events);
        for (int i = 0; i < mixed.size(); i += 10) {
            SimulatedEvent good = mixed.get(i);
            byte[] cut = "{\"cut".getBytes(StandardCharsets.UTF_8);
            mixed.set(i, new SimulatedEvent(good.key(), cut, good.act(), Flaw.CUT_SHORT, false));
        }
        return mixed;
    }

    private enum Moment {
        AFTER_THE_COMMIT,
        BEFORE_AND_AFTER_THE_COMMIT
    }

    /** Stands in for the store bean: every seventh call fails, by turns before and after the work is done. */
    public static final class FailingStore {
        private final Moment moment;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger failures;
        private final EventStore store;

        private FailingStore(EventStore store, Moment moment, AtomicInteger failures) {
            this.store = store;
            this.moment = moment;
            this.failures = failures;
        }

        /** Before the routes look it up. A second binding, of another type, would stand behind the first. */
        static void replace(Main main, Moment moment, AtomicInteger failures) {
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeConfigure(BaseMainSupport starting) {
                    Registry registry = starting.getCamelContext().getRegistry();
                    EventStore store = registry.lookupByNameAndType("eventStore", EventStore.class);
                    registry.unbind("eventStore");
                    registry.bind("eventStore", new FailingStore(store, moment, failures));
                }
            });
        }

        /** Called by the route. */
        public void store(Batch batch) {
            boolean fails = calls.incrementAndGet() % 7 == 0;
            int failure = fails ? failures.incrementAndGet() : 0;
            if (fails && moment == Moment.BEFORE_AND_AFTER_THE_COMMIT && failure % 2 == 0) {
                throw new IllegalStateException("made to fail before the commit");
            }
            store.store(batch);
            if (fails) {
                throw new IllegalStateException("made to fail after the commit");
            }
        }
    }
}
