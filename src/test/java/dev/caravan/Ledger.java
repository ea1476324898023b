package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.simulator.Flaw;
import dev.caravan.simulator.SimulatedEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that lies in the topic of events, held record by record against the tables: the first of an id is stored from its very
 * offset, each later one is a duplicate, each bad one a dead letter with the reason that its flaw demands.
 */
final class Ledger {
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final Map<ByteBuffer, SimulatedEvent> known = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<Integer, Sums> sums = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    private static final class Sums {
        long next;
        long stored;
        long duplicates;
        long dead;
    }

    private Ledger(List<ConsumerRecord<byte[], byte[]>> records, Collection<SimulatedEvent> sent) {
        this.records = records;
        sent.forEach(event -> known.put(ByteBuffer.wrap(event.json()), event));
        records.forEach(this::expect);
    }

    /** Reads the topic, which must have come to rest. */
    static Ledger of(String brokers, String topic, Collection<SimulatedEvent> sent) {
        return new Ledger(read(brokers, topic), sent);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String brokers, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private void expect(ConsumerRecord<byte[], byte[]> record) {
        SimulatedEvent event = known.get(ByteBuffer.wrap(record.value()));
        assertThat(event)
                .as("sender of partition %s, offset %s", record.partition(), record.offset())
                .isNotNull();
        Flaw flaw = Objects.requireNonNull(event).flaw();
        Sums of = sums.computeIfAbsent(record.partition(), partition -> new Sums());
        of.next = record.offset() + 1;
        String place = record.partition() + "|" + record.offset();
        if (flaw != null) {
            of.dead++;
            dead.add(place + "|" + flaw.reason());
        } else if (ids.add(Traffic.eventId(event))) {
            of.stored++;
            stored.add(place + "|" + Traffic.eventId(event));
        } else {
            of.duplicates++;
        }
    }

    /** Fails with the records that Kafka acknowledged and does not have. */
    void assertHoldsWhatWasAcknowledged(List<SteadyLoad.Sent> sent) throws Exception {
        Map<String, ByteBuffer> values = new HashMap<>();
        records.forEach(one -> values.put(one.partition() + "|" + one.offset(), ByteBuffer.wrap(one.value())));
        List<String> lost = new ArrayList<>();
        for (SteadyLoad.Sent one : sent) {
            RecordMetadata place = one.acknowledgement().get();
            String key = place.partition() + "|" + place.offset();
            if (!ByteBuffer.wrap(one.event().json()).equals(values.get(key))) {
                lost.add(key);
            }
        }
        assertThat(lost).as("acknowledged, and not in the topic").isEmpty();
    }

    /** Fails with those of the events that the topic has nowhere. */
    void assertHolds(List<SimulatedEvent> events) {
        Set<ByteBuffer> values = new HashSet<>();
        records.forEach(one -> values.add(ByteBuffer.wrap(one.value())));
        assertThat(events.stream().filter(event -> !values.contains(ByteBuffer.wrap(event.json()))))
                .as("events that are not in the topic")
                .isEmpty();
    }

    /** Waits until every record has a place, and fails unless it is the right one and all derived tables follow from that. */
    void assertBalances(Function<String, List<String>> query, Duration patience) {
        await().alias(records.size() + " records find their places")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(
                                query.apply("select coalesce(sum(stored + duplicates + dead), 0) from stream_offsets"))
                        .containsExactly(String.valueOf(records.size())));
        assertSame(
                "events",
                stored,
                query.apply("select kafka_partition || '|' || kafka_offset || '|' || event_id from events"));
        assertSame(
                "dead letters",
                dead,
                query.apply("select kafka_partition || '|' || kafka_offset || '|' || reason from dead_letters"));
        assertThat(query.apply(
                        "select partition, first_offset, next_offset, stored, duplicates, dead, gaps from stream_offsets"
                                + " where next_offset > first_offset order by partition"))
                .isEqualTo(offsets());
        Recomputation.assertEveryRecordHasItsPlace(query);
        Recomputation.assertEqualsDerivedTables(query);
        Recomputation.assertWindowsHoldEveryRecord(query);
    }

    private static void assertSame(String what, Set<String> expected, List<String> found) {
        assertThat(found)
                .as("%s, none of them twice", what)
                .hasSize(Set.copyOf(found).size());
        assertThat(minus(expected, found)).as("%s that are missing", what).isEmpty();
        assertThat(minus(found, expected)).as("%s that nobody sent", what).isEmpty();
    }

    private static Set<String> minus(Collection<String> all, Collection<String> without) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(Set.copyOf(without));
        return rest;
    }

    private List<String> offsets() {
        List<String> rows = new ArrayList<>();
        sums.forEach((partition, of) -> rows.add(String.join(
                "|",
                String.valueOf(partition),
                "0",
                String.valueOf(of.next),
                String.valueOf(of.stored),
                String.valueOf(of.duplicates),
                String.valueOf(of.dead),
                "0")));
        return rows;
    }

    /** Fails with the dead letters that are not in their topic. */
    void assertDeadLettersAreParked(Collection<String> parked) {
        Set<String> places = new HashSet<>();
        dead.forEach(one -> places.add(one.substring(0, one.lastIndexOf('|')).replace('|', '/')));
        assertThat(minus(places, parked))
                .as("dead letters that are not in their topic")
                .isEmpty();
        assertThat(minus(parked, places))
                .as("in the dead-letter topic, and no dead letter")
                .isEmpty();
    }
}
