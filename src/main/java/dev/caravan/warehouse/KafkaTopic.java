package dev.caravan.warehouse;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** The topic of the events, and which of its incarnations it is. */
public final class KafkaTopic implements Supplier<TopicIdentity> {
    private static final long TIMEOUT_S = 15;

    private final String name;
    private final Map<String, Object> adminConfig;
    private volatile @Nullable TopicIdentity identity;

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
        try (Admin admin = Admin.create(adminConfig)) {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(Set.of(name)).allTopicNames().get(TIMEOUT_S, TimeUnit.SECONDS);
            TopicDescription description = Objects.requireNonNull(descriptions.get(name), name);
            TopicIdentity asked = new TopicIdentity(name, description.topicId().toString());
            identity = asked;
            return asked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutageException("interrupted while asking Kafka for topic " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new OutageException("Kafka does not describe topic " + name + ": " + e.getMessage(), e);
        }
    }
}
