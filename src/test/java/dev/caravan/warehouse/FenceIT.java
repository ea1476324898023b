package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.Recomputation;
import dev.caravan.Traffic;
import dev.caravan.event.Event;
import dev.caravan.event.Parsed;
import dev.caravan.event.Reason;
import dev.caravan.event.Rejection;
import dev.caravan.simulator.SimulatedEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whoever delivers a record again, alone or at the same time, stores it once. */
class FenceIT {
    private static final Gaps CONFIRMED = (topic, partition, nextOffset, offset) -> nextOffset;
    private static EmbeddedPostgres postgres;

    private TestWarehouse warehouse;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void createTables() throws SQLException {
        warehouse = TestWarehouse.create(postgres);
    }

    @AfterEach
    void closePool() throws SQLException {
        warehouse.close();
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        EventStore store = warehouse.store();
        List<Parsed> judgements = judgements(events(300, 31), 10);
        TestWarehouse.settle(store, TestWarehouse.batch(2, 0, judgements));
        List<String> before = everything();

        TestWarehouse.settle(store, TestWarehouse.batch(2, 0, judgements));
        TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(2, 0, judgements));
        TestWarehouse.settle(store, TestWarehouse.batch(2, 120, judgements.subList(120, 180)));

        assertThat(everything()).isEqualTo(before);
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    @RepeatedTest(3)
    void theSameBatchAtTheSameTimeIsStoredOnce() throws Exception {
        List<Parsed> judgements = judgements(events(300, 32), 10);

        atTheSameTime(3, () -> TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(2, 0, judgements)));

        assertOnePlaceEach(300);
    }

    @RepeatedTest(3)
    void twoConsumersOfOnePartitionWithOverlappingBatchesStoreEachRecordOnce() throws Exception {
        List<Parsed> judgements = judgements(events(600, 33), 10);
        AtomicInteger consumer = new AtomicInteger();

        atTheSameTime(2, () -> {
            EventStore store = warehouse.store();
            int size = consumer.getAndIncrement() == 0 ? 70 : 110;
            for (int from = 0; from < judgements.size(); from += size) {
                int until = Math.min(from + size, judgements.size());
                TestWarehouse.settle(store, TestWarehouse.batch(2, from, judgements.subList(from, until)));
            }
            return null;
        });

        assertOnePlaceEach(600);
    }

    @RepeatedTest(3)
    void theSameEventsInTwoPartitionsAtTheSameTimeAreStoredOnceAndKnownOnce() throws Exception {
        List<Parsed> judgements = judgements(events(300, 35), 10);
        AtomicInteger partition = new AtomicInteger();

        atTheSameTime(2, () -> {
            int own = partition.getAndIncrement();
            return TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(own, 0, judgements));
        });

        List<String> sums = warehouse.query("select sum(stored), sum(duplicates), sum(dead) from stream_offsets");
        assertThat(sums).containsExactly("270|270|60");
        assertThat(warehouse.count("events")).isEqualTo(270);
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    @Test
    void offsetsThatHoldNoRecordAreCountedAsGaps() {
        EventStore store = warehouse.store(TestWarehouse.TOPIC, CONFIRMED);
        List<Event> events = events(20, 34);

        TestWarehouse.settle(store, TestWarehouse.batch(1, 5, events.subList(0, 10)));
        TestWarehouse.settle(store, TestWarehouse.batch(1, 22, events.subList(10, 20)));

        assertThat(warehouse.query("select first_offset, next_offset, gaps, stored + duplicates from stream_offsets"))
                .containsExactly("5|32|7|20");
    }

    @Test
    void aBatchBehindRecordsThatWerePassedOverIsNotStored() {
        EventStore store = warehouse.store();
        List<Event> events = events(20, 35);
        TestWarehouse.settle(store, TestWarehouse.batch(1, 0, events.subList(0, 10)));
        List<String> before = everything();

        assertThatThrownBy(() -> store.store(TestWarehouse.batch(1, 11, events.subList(11, 20))))
                .isInstanceOf(RecordsPassedOverException.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aTopicThatIsDeletedAndMadeAgainStartsAnewAndItsResentEventsAreDuplicates() {
        List<Event> events = events(40, 36);
        TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(1, 0, events.subList(0, 30)));
        long stored = warehouse.count("events");
        TopicIdentity secondOne = new TopicIdentity(TestWarehouse.TOPIC.name(), "the-second-one");

        TestWarehouse.settle(warehouse.store(secondOne, TestWarehouse.NO_GAPS), TestWarehouse.batch(1, 0, events));

        assertThat(warehouse.query("select topic_id, next_offset from stream_offsets order by 1"))
                .containsExactly("the-first-one|30", "the-second-one|40");
        assertThat(warehouse.query("select duplicates >= 30 from stream_offsets where topic_id = 'the-second-one'"))
                .containsExactly("t");
        assertThat(warehouse.count("events")).isEqualTo(stored + distinct(events) - distinct(events.subList(0, 30)));
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    /** Every visitor, session, order and product is touched from every partition at once, in batches of any order. */
    @Test
    void manyConsumersOnTheSameVisitorsDoNotDeadlock() throws Exception {
        int consumers = 6;
        int batchSize = 150;
        List<Event> events = new ArrayList<>(events(9_000, 37));
        long distinct = distinct(events);
        Collections.shuffle(events, new Random(37));
        AtomicInteger consumer = new AtomicInteger();
        AtomicInteger outages = new AtomicInteger();

        atTheSameTime(consumers, () -> {
            int partition = consumer.getAndIncrement();
            List<Event> own = IntStream.range(0, events.size())
                    .filter(i -> i % consumers == partition)
                    .mapToObj(events::get)
                    .toList();
            EventStore store = warehouse.store();
            for (int from = 0; from < own.size(); from += batchSize) {
                Batch batch = TestWarehouse.batch(partition, from, own.subList(from, from + batchSize));
                settleDespiteOutages(store, batch, outages);
            }
            return null;
        });

        assertThat(outages.get()).as("transactions that had to be tried again").isZero();
        assertThat(warehouse.count("dead_letters")).isZero();
        assertThat(warehouse.count("events")).isEqualTo(distinct);
        assertThat(warehouse.query("select sum(stored), sum(stored + duplicates) from stream_offsets"))
                .containsExactly(distinct + "|9000");
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    /** As the route does, which tries again for ever. */
    private static void settleDespiteOutages(EventStore store, Batch batch, AtomicInteger outages) {
        while (batch.isOpen()) {
            try {
                TestWarehouse.settle(store, batch);
            } catch (OutageException e) {
                if (outages.incrementAndGet() > 1_000) {
                    throw e;
                }
            }
        }
    }

    private void assertOnePlaceEach(int records) {
        assertThat(warehouse.query("select next_offset, stored + duplicates + dead, dead, gaps from stream_offsets"))
                .containsExactly(records + "|" + records + "|" + records / 10 + "|0");
        assertThat(warehouse.query("select sum(stored), sum(dead) from stream_offsets"))
                .containsExactly(warehouse.count("events") + "|" + warehouse.count("dead_letters"));
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    private static void atTheSameTime(int threads, Callable<?> work) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<Object>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(executor.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            for (Future<Object> one : done) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** All that is stored, row by row, but when. */
    private List<String> everything() {
        List<String> rows = new ArrayList<>(warehouse.offsets());
        for (String table : List.of(
                "events",
                "dead_letters",
                "visitors",
                "sessions",
                "orders",
                "order_items",
                "refunds",
                "metrics_minute",
                "revenue_minute",
                "product_stats")) {
            rows.addAll(warehouse.query("select '" + table + "', t::text from " + table + " as t order by 2"));
        }
        return rows;
    }

    private static List<Event> events(int count, long seed) {
        List<SimulatedEvent> simulated = Traffic.events(count, seed);
        return simulated.stream().map(TestWarehouse::parse).toList();
    }

    private static long distinct(List<Event> events) {
        return events.stream().map(Event::eventId).distinct().count();
    }

    /** With a rejection in every so-manieth place. */
    private static List<Parsed> judgements(List<Event> events, int every) {
        List<Parsed> judgements = new ArrayList<>(events);
        for (int i = 0; i < judgements.size(); i += every) {
            judgements.set(i, Rejection.of(Reason.MALFORMED_JSON, "json", "cut off"));
        }
        return judgements;
    }
}
