package dev.caravan.warehouse;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topic of the events, and which of its incarnations it is. */
public final class KafkaTopic implements Supplier<TopicIdentity> {
    private static final long TIMEOUT_S = 15;
    private static final long OFFSET_TIMEOUT_S = 5;
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final Map<String, Object> adminConfig;
    private volatile @Nullable TopicIdentity identity;
    private volatile long sameAtNanos = System.nanoTime();

    /** @param adminConfig settings of a Kafka admin client, brokers included */
    public KafkaTopic(String name, Map<String, Object> adminConfig) {
        this.name = name;
        this.adminConfig = Map.copyOf(adminConfig);
    }

    String name() {
        return name;
    }

    /** The identity as last asked for. */
    @Override
    public TopicIdentity get() {
        TopicIdentity known = identity;
        return known != null ? known : refresh();
    }

    /**
     * Asks Kafka again.
     *
     * @throws OutageException if it doesn't answer
     */
    TopicIdentity refresh() {
        TopicIdentity asked = ask(this::describe);
        identity = asked;
        return asked;
    }

    /**
     * Where a partition begins now: its first offset that is not deleted.
     *
     * @throws OutageException if Kafka doesn't answer
     */
    long firstKept(int partition) {
        TopicPartition asked = new TopicPartition(name, partition);
        return ask(admin -> admin.listOffsets(Map.of(asked, OffsetSpec.earliest()))
                .partitionResult(asked)
                .get(OFFSET_TIMEOUT_S, TimeUnit.SECONDS)
                .offset());
    }

    /**
     * Where each partition ends now: the offset that its next record gets.
     *
     * @throws OutageException if Kafka doesn't answer
     */
    Map<Integer, Long> ends() {
        return ask(admin -> {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            Objects.requireNonNull(
                            admin.describeTopics(Set.of(name))
                                    .allTopicNames()
                                    .get(TIMEOUT_S, TimeUnit.SECONDS)
                                    .get(name),
                            name)
                    .partitions()
                    .forEach(one -> asked.put(new TopicPartition(name, one.partition()), OffsetSpec.latest()));
            Map<Integer, Long> ends = new TreeMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get(OFFSET_TIMEOUT_S, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
        });
    }

    /**
     * Makes sure that it is still the topic that was last asked for, unless that is known to have been so a moment ago.
     *
     * @param suspicious ask in any case
     * @throws TopicMadeAgainException if it is another of the same name
     */
    void requireSame(boolean suspicious) {
        long nowNanos = System.nanoTime();
        if (!suspicious && nowNanos - sameAtNanos < RECHECK_NANOS) {
            return;
        }
        TopicIdentity known = get();
        TopicIdentity asked = ask(this::describe);
        if (!asked.equals(known)) {
            throw new TopicMadeAgainException(
                    "topic " + name + " was deleted and made again, it is read from its beginning");
        }
        sameAtNanos = nowNanos;
    }

    private TopicIdentity describe(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(Set.of(name)).allTopicNames().get(TIMEOUT_S, TimeUnit.SECONDS);
        TopicDescription description = Objects.requireNonNull(descriptions.get(name), name);
        return new TopicIdentity(name, description.topicId().toString());
    }

    private interface Question<T> {
        T of(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(adminConfig)) {
            return question.of(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutageException("interrupted while asking Kafka for topic " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new OutageException("Kafka does not describe topic " + name + ": " + e.getMessage(), e);
        }
    }
}
