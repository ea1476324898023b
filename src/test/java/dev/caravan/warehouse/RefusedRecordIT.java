package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.Recomputation;
import dev.caravan.event.Event;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that the parser lets pass and the database does not. */
class RefusedRecordIT {
    private static final int RECORDS = 60;
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
        warehouse.execute("alter table events add check (coupon <> 'refuse-me')");
    }

    @AfterEach
    void closePool() throws SQLException {
        warehouse.close();
    }

    static List<Set<Integer>> refused() {
        return List.of(
                Set.of(0),
                Set.of(RECORDS - 1),
                Set.of(30),
                Set.of(0, 1, 2, 31, 32, 58, 59),
                Set.copyOf(IntStream.range(0, RECORDS).boxed().toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void onlyWhatTheDatabaseRefusesBecomesADeadLetter(Set<Integer> refused) {
        List<String> parked = TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(3, 100, views(refused)));

        assertThat(parked).containsExactlyInAnyOrderElementsOf(places(refused));
        assertThat(warehouse.query("select kafka_partition || '/' || kafka_offset from dead_letters"))
                .containsExactlyInAnyOrderElementsOf(places(refused));
        assertThat(warehouse.query("select distinct reason, errors -> 0 ->> 'rule' from dead_letters"))
                .containsExactly("rejected_by_database|sqlstate_23514");
        assertThat(warehouse.count("events")).isEqualTo(RECORDS - refused.size());
        assertThat(warehouse.offsets())
                .containsExactly("3|160|" + (RECORDS - refused.size()) + "|0|" + refused.size() + "|0");
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    @Test
    void aRefusedRecordIsParkedBeforeItsOffsetIsPassed() {
        EventStore store = warehouse.store();
        Batch batch = TestWarehouse.batch(0, 0, views(Set.of(10)));

        store.store(batch);

        assertThat(batch.isOpen()).isTrue();
        assertThat(batch.awaitingParking()).hasSize(1);
        assertThat(warehouse.offsets()).containsExactly("0|10|10|0|0|0");
    }

    @Test
    void theSameRefusedBatchAgainChangesNothing() {
        EventStore store = warehouse.store();
        TestWarehouse.settle(store, TestWarehouse.batch(0, 0, views(Set.of(10, 20))));

        TestWarehouse.settle(store, TestWarehouse.batch(0, 0, views(Set.of(10, 20))));

        assertThat(warehouse.offsets()).containsExactly("0|60|58|0|2|0");
        assertThat(warehouse.count("dead_letters")).isEqualTo(2);
    }

    @Test
    void aRecordOnWhichOurCodeFailsIsAProcessingErrorAndTheOthersAreStored() {
        List<Event> events = new ArrayList<>(views(Set.of()));
        events.set(17, at(events.get(17), Instant.parse("+12345-01-01T00:00:00Z")));

        List<String> parked = TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(3, 100, events));

        assertThat(parked).containsExactly("3/117");
        assertThat(warehouse.query("select reason, errors::text like '%EventPartitions.java:%' from dead_letters"))
                .containsExactly("processing_error|t");
        assertThat(warehouse.offsets()).containsExactly("3|160|59|0|1|0");
        Recomputation.assertEqualsDerivedTables(warehouse::query);
    }

    @Test
    void aKeyThatIsTooLongForItsIndexIsRefusedAndDoesNotStopThePartition() {
        List<Event> events = new ArrayList<>(views(Set.of()));
        events.set(5, by(events.get(5), incompressible(12_000)));

        TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(0, 0, events));

        assertThat(warehouse.query("select kafka_offset, reason, errors -> 0 ->> 'rule' from dead_letters"))
                .containsExactly("5|rejected_by_database|sqlstate_54000");
        assertThat(warehouse.offsets()).containsExactly("0|60|59|0|1|0");
    }

    @Test
    void aPartitionOfEventsThatSomebodyDroppedIsMadeAgain() {
        EventStore store = warehouse.store();
        TestWarehouse.settle(store, TestWarehouse.batch(0, 0, views(Set.of())));
        warehouse.execute("drop table events_20260302");

        List<String> parked = TestWarehouse.settle(
                store,
                TestWarehouse.batch(
                        0,
                        RECORDS,
                        IntStream.range(1_000, 1_060)
                                .mapToObj(RefusedRecordIT::viewOfSecondDay)
                                .toList()));

        assertThat(parked).isEmpty();
        assertThat(warehouse.count("dead_letters")).isZero();
        assertThat(warehouse.count("events_20260302")).isEqualTo(60);
        assertThat(warehouse.offsets()).containsExactly("0|120|120|0|0|0");
    }

    @Test
    void aDroppedPartitionIsMadeAgainEvenBesideRefusedRecords() {
        EventStore store = warehouse.store();
        TestWarehouse.settle(store, TestWarehouse.batch(0, 0, views(Set.of())));
        warehouse.execute("drop table events_20260302");
        List<Event> events = new ArrayList<>(views(Set.of()));
        for (int i = 0; i < RECORDS; i++) {
            Event view = viewOfSecondDay(2_000 + i);
            events.set(i, i % 20 == 3 ? TestWarehouse.view(3_000 + i, "refuse-me") : view);
        }

        TestWarehouse.settle(store, TestWarehouse.batch(0, RECORDS, events));

        assertThat(warehouse.query("select kafka_offset from dead_letters order by 1"))
                .containsExactly("63", "83", "103");
        assertThat(warehouse.offsets()).containsExactly("0|120|117|0|3|0");
    }

    @Test
    void aTableThatIsMissingIsAnOutageAndKillsNoRecord() {
        warehouse.execute("alter table order_items rename to elsewhere");
        warehouse.execute("alter table metrics_minute rename to elsewhere_too");
        EventStore store = warehouse.store();
        Batch batch = TestWarehouse.batch(0, 0, views(Set.of()));

        assertThatThrownBy(() -> store.store(batch)).isInstanceOf(OutageException.class);
        assertThat(warehouse.count("events")).isZero();

        warehouse.execute("alter table elsewhere rename to order_items");
        warehouse.execute("alter table elsewhere_too rename to metrics_minute");
        assertThat(TestWarehouse.settle(store, batch)).isEmpty();
        assertThat(warehouse.offsets()).containsExactly("0|60|60|0|0|0");
    }

    private static List<Event> views(Collection<Integer> refused) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> TestWarehouse.view(i, refused.contains(i) ? "refuse-me" : "SPRING"))
                .toList();
    }

    private static Event viewOfSecondDay(int number) {
        Event view = TestWarehouse.view(number, "SPRING");
        return at(view, Instant.parse("2026-03-02T10:00:00Z").plusSeconds(number));
    }

    private static List<String> places(Collection<Integer> indexes) {
        List<String> places = new ArrayList<>();
        indexes.forEach(index -> places.add("3/" + (100 + index)));
        Collections.sort(places);
        return places;
    }

    private static String incompressible(int chars) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString().replace('\\', '/');
    }

    private static Event at(Event e, Instant time) {
        return new Event(
                e.eventId(),
                e.originalEventId(),
                e.type(),
                time,
                e.visitorId(),
                e.userId(),
                e.anonymousId(),
                e.sessionId(),
                e.product(),
                e.currency(),
                e.orderId(),
                e.revenue(),
                e.tax(),
                e.shipping(),
                e.discount(),
                e.coupon(),
                e.items(),
                e.pageUrl(),
                e.referrer(),
                e.userAgent(),
                e.ipAddress(),
                e.deviceType(),
                e.country(),
                e.campaignJson(),
                e.propertiesJson());
    }

    private static Event by(Event e, String visitorId) {
        return new Event(
                e.eventId(),
                e.originalEventId(),
                e.type(),
                e.eventTime(),
                visitorId,
                visitorId,
                e.anonymousId(),
                e.sessionId(),
                e.product(),
                e.currency(),
                e.orderId(),
                e.revenue(),
                e.tax(),
                e.shipping(),
                e.discount(),
                e.coupon(),
                e.items(),
                e.pageUrl(),
                e.referrer(),
                e.userAgent(),
                e.ipAddress(),
                e.deviceType(),
                e.country(),
                e.campaignJson(),
                e.propertiesJson());
    }
}
