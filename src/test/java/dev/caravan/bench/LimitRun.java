package dev.caravan.bench;

import dev.caravan.event.Event;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Received;
import dev.caravan.warehouse.Migrations;
import dev.caravan.warehouse.ReadyRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What the servers could do if nothing stood between them. */
final class LimitRun {
    private static final int BATCH = 2_000;

    private final Lab lab;
    private final Plan plan;
    private final Report report;

    LimitRun(Lab lab, Plan plan, Report report) {
        this.lab = lab;
        this.plan = plan;
        this.report = report;
    }

    /** The rate of COPY on one connection, in events a second. */
    double measure() throws Exception {
        report.row("Kafka poll alone, one thread", "%,.0f events/s", poll(null));
        ReadyRows rows = new ReadyRows(BATCH);
        poll(rows);
        double one = copy(rows, 1);
        report.row("limit: COPY of ready rows into `events`, one connection", "%,.0f events/s", one);
        report.row("limit: COPY of ready rows into `events`, two connections", "%,.0f events/s", copy(rows, 2));
        return one;
    }

    private double poll(@Nullable ReadyRows rows) {
        EventParser parser =
                new EventParser(ZoneOffset.UTC, "EUR", EventContract.read(Path.of("quality", "event.schema.json")));
        Instant now = Instant.now();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", lab.bootstrap(), "max.poll.records", BATCH),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < plan.partitions(); i++) {
                partitions.add(new TopicPartition(Load.TOPIC, i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            consumer.poll(Duration.ofSeconds(5));
            consumer.seekToBeginning(partitions);
            long begin = System.nanoTime();
            int count = 0;
            while (count < plan.preloaded()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofSeconds(1));
                count += polled.count();
                if (rows != null) {
                    polled.forEach(record -> add(rows, parser, record, now));
                }
            }
            return count * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static void add(ReadyRows rows, EventParser parser, ConsumerRecord<byte[], byte[]> record, Instant now) {
        if (parser.parse(record.value(), now) instanceof Event event) {
            Received received = new Received(
                    record.topic(), record.partition(), record.offset(), record.timestamp(), null, null, List.of());
            rows.add(received, event);
        }
    }

    private double copy(ReadyRows rows, int connections) throws Exception {
        String name = "limit" + connections;
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        double rate;
        try (BasicDataSource dataSource = lab.newDatabase(name)) {
            Migrations.run(dataSource, ZoneOffset.UTC, "EUR");
            rows.prepare(dataSource);
            List<Callable<Boolean>> copies = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                copies.add(() -> {
                    try (Connection connection = dataSource.getConnection()) {
                        rows.copy(connection, first, connections);
                    }
                    return true;
                });
            }
            long begin = System.nanoTime();
            for (Future<Boolean> copy : threads.invokeAll(copies)) {
                copy.get();
            }
            rate = rows.count() * 1e9 / (System.nanoTime() - begin);
        } finally {
            threads.shutdown();
        }
        lab.drop(name);
        return rate;
    }
}
