package dev.caravan.overview;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** How Kafka's cluster is, and where each partition of the events topic ends. What was seen last stays known while it is away. */
public final class BrokerWatch implements AutoCloseable {
    private static final int TIMEOUT_MS = 2_000;

    /**
     * What Kafka said at one look.
     *
     * @param topicId of the events topic
     * @param begin first offset that is kept, by partition
     * @param end offset behind the last record, by partition
     * @param oldestMs timestamp of the oldest record that is not stored, by partition; none where it could not be read
     */
    record Seen(
            List<String> nodes,
            int underReplicated,
            String topicId,
            Map<Integer, Long> begin,
            Map<Integer, Long> end,
            Map<Integer, Long> oldestMs) {}

    private final String events;
    private final Set<String> topics;
    private final Presence presence;
    private final DatabaseWatch database;
    private final Admin admin;
    private final OldestUnread oldestUnread;
    private volatile @Nullable Seen seen;

    /**
     * @param events the topic whose lag is told
     * @param deadLetters the other topic that must be replicated well
     * @param clientConfig settings of a Kafka client, brokers included
     */
    public BrokerWatch(
            String events, String deadLetters, Map<String, Object> clientConfig, DatabaseWatch database, Clock clock) {
        this.events = events;
        this.topics = Set.of(events, deadLetters);
        this.presence = new Presence(clock);
        this.database = database;
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("request.timeout.ms", TIMEOUT_MS);
        config.put("default.api.timeout.ms", TIMEOUT_MS);
        this.admin = Admin.create(config);
        this.oldestUnread = new OldestUnread(clientConfig);
    }

    /** Asks Kafka, if it is time to; used by one thread at a time. */
    public void look() {
        if (!presence.begin()) {
            return;
        }
        try {
            seen = ask();
            presence.found();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            presence.missed(e instanceof TimeoutException ? "no answer within 2 s" : String.valueOf(e.getMessage()));
        }
    }

    private Seen ask() throws InterruptedException, ExecutionException, TimeoutException {
        Collection<Node> nodes = admin.describeCluster().nodes().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        Map<String, TopicDescription> described =
                admin.describeTopics(topics).allTopicNames().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        TopicDescription topic = described.get(events);
        if (topic == null) {
            throw new KafkaException("Kafka does not describe " + events);
        }
        Map<Integer, Long> end = offsets(topic, OffsetSpec.latest());
        Map<Integer, Long> begin = offsets(topic, OffsetSpec.earliest());
        String topicId = topic.topicId().toString();
        return new Seen(
                nodes.stream()
                        .map(node -> node.host() + ":" + node.port())
                        .sorted()
                        .toList(),
                (int) described.values().stream()
                        .flatMap(one -> one.partitions().stream())
                        .filter(BrokerWatch::isUnderReplicated)
                        .count(),
                topicId,
                begin,
                end,
                oldestUnread.timestampsMs(unread(topicId, begin, end)));
    }

    /** Where reading would go on, for each partition that holds records which are not stored. */
    private Map<TopicPartition, Long> unread(String topicId, Map<Integer, Long> begin, Map<Integer, Long> end) {
        Map<Integer, Long> next = database.partitions().stream()
                .filter(stored -> stored.topicId().equals(topicId))
                .collect(Collectors.toMap(DatabaseWatch.Stored::partition, DatabaseWatch.Stored::nextOffset));
        Map<TopicPartition, Long> unread = new HashMap<>();
        end.forEach((partition, behindLast) -> {
            long first = Math.max(begin.getOrDefault(partition, 0L), next.getOrDefault(partition, 0L));
            if (first < behindLast) {
                unread.put(new TopicPartition(events, partition), first);
            }
        });
        return unread;
    }

    private Map<Integer, Long> offsets(TopicDescription topic, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .filter(partition -> partition.leader() != null)
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<Integer, Long> offsets = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private static boolean isUnderReplicated(TopicPartitionInfo partition) {
        return partition.isr().size() < partition.replicas().size();
    }

    void watch() {
        presence.watch();
    }

    @Nullable
    Seen seen() {
        return seen;
    }

    String events() {
        return events;
    }

    Overview.Broker now() {
        Presence.Now now = presence.now();
        Seen last = seen;
        return new Overview.Broker(
                now.state(),
                now.since() == null ? null : now.since().toString(),
                now.message(),
                last == null ? List.of() : last.nodes(),
                last == null ? null : Boolean.valueOf(last.underReplicated() == 0),
                last == null ? null : Integer.valueOf(last.underReplicated()));
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
        oldestUnread.close();
    }
}
