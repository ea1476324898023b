package dev.caravan.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka: brokers, the two topics, and how long a record takes there and back, on a topic that is made for it and deleted again. */
final class KafkaCheck implements Check {
    private static final long PATIENCE_S = 5;
    private static final String ROUND_TRIP = "round-trip";

    /** The topic of any run, see {@link Mark#random()}. */
    private static final Pattern MADE_HERE = Pattern.compile(Mark.ALL_RUNS + "[0-9a-f]{8}-" + ROUND_TRIP);

    private final Installation installation;
    private final Mark mark;

    KafkaCheck(Installation installation, Mark mark) {
        this.installation = installation;
        this.mark = mark;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String measure() throws Exception {
        try (Admin admin = Admin.create(installation.patientKafka())) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .size();
            List<String> measured = new ArrayList<>();
            measured.add(Figures.count(brokers, "broker"));
            List<String> topics = List.of(installation.eventsTopic(), installation.deadLettersTopic());
            Map<String, TopicDescription> described =
                    new TreeMap<>(admin.describeTopics(topics).allTopicNames().get(PATIENCE_S, TimeUnit.SECONDS));
            for (TopicDescription topic : described.values()) {
                measured.add(text(topic, minInSync(admin, topic.name())));
            }
            measured.add("round trip " + Figures.ms(roundTripMs(admin)));
            return String.join("; ", measured);
        }
    }

    private static String text(TopicDescription topic, int minInSync) {
        int replicas = Integer.MAX_VALUE;
        int underReplicated = 0;
        int unwritable = 0;
        for (TopicPartitionInfo partition : topic.partitions()) {
            replicas = Math.min(replicas, partition.replicas().size());
            underReplicated += partition.isr().size() < partition.replicas().size() ? 1 : 0;
            unwritable += partition.isr().size() < minInSync || partition.leader() == null ? 1 : 0;
        }
        String text = topic.name() + ": " + Figures.count(topic.partitions().size(), "partition") + ", replication "
                + replicas + ", min.insync " + minInSync + ", " + underReplicated + " under-replicated";
        if (underReplicated + unwritable > 0) {
            throw new CheckFailedException(text + ", " + unwritable + " not writable");
        }
        return text;
    }

    private static int minInSync(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource))
                .all()
                .get(PATIENCE_S, TimeUnit.SECONDS)
                .get(resource);
        return config == null
                ? 1
                : Integer.parseInt(config.get("min.insync.replicas").value());
    }

    private double roundTripMs(Admin admin) throws Exception {
        forgetKilledRuns(admin);
        String topic = mark.name(ROUND_TRIP);
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .all()
                .get(PATIENCE_S, TimeUnit.SECONDS);
        try {
            return roundTripMs(topic);
        } finally {
            admin.deleteTopics(List.of(topic)).all().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    /** A topic that is configured stays, whatever its name. */
    private void forgetKilledRuns(Admin admin) throws Exception {
        List<String> configured = List.of(installation.eventsTopic(), installation.deadLettersTopic());
        List<String> left = admin.listTopics().names().get(PATIENCE_S, TimeUnit.SECONDS).stream()
                .filter(name -> MADE_HERE.matcher(name).matches() && !configured.contains(name))
                .toList();
        admin.deleteTopics(left).all().get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Of the second record: the first waits for the new topic's leader. */
    private double roundTripMs(String topic) throws Exception {
        Map<String, Object> producing = new HashMap<>(installation.kafka());
        producing.putAll(
                Map.of("acks", "all", "max.block.ms", 5000, "request.timeout.ms", 4000, "delivery.timeout.ms", 8000));
        Map<String, Object> consuming = installation.patientKafka();
        consuming.putAll(Map.of("enable.auto.commit", false, "auto.offset.reset", "earliest"));
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            double lastMs = 0;
            for (String record : List.of("first", "second")) {
                long startNanos = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, record.getBytes(StandardCharsets.UTF_8)))
                        .get(PATIENCE_S, TimeUnit.SECONDS);
                await(consumer, startNanos);
                lastMs = Figures.msSince(startNanos);
            }
            return lastMs;
        }
    }

    private static void await(KafkaConsumer<byte[], byte[]> consumer, long startNanos) {
        while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
            if (Figures.msSince(startNanos) > PATIENCE_S * 1000) {
                throw new CheckFailedException("a record that Kafka took can't be read within " + PATIENCE_S + " s");
            }
        }
    }
}
