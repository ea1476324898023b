package dev.caravan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing. Those that exist stay as they are. */
final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final long PATIENCE_S = 60;

    /** A dead letter is its record and some headers, so its topic must take a little more than the topics of the records. */
    private static final String DEAD_LETTER_BYTES = "2097152";

    private Topics() {}

    /**
     * Returns when all topics are there and consumers can join.
     *
     * @throws SettingException if Kafka does not answer within a minute
     */
    static void create(Servers servers, Settings settings) {
        Map<String, Object> config = KafkaSettings.ofClients(settings, servers.kafkaBrokers());
        int partitions = settings.integer("topics.partitions", 1, 1000);
        NewTopic events = new NewTopic(settings.text("topics.events"), Optional.of(partitions), Optional.empty());
        NewTopic deadLetters = new NewTopic(settings.text("topics.dead-letters"), Optional.of(1), Optional.empty())
                .configs(Map.of("max.message.bytes", DEAD_LETTER_BYTES, "retention.ms", "-1"));
        NewTopic qualityAlerts = new NewTopic(settings.text("topics.quality-alerts"), Optional.of(1), Optional.empty());
        try (Admin admin = Admin.create(config)) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_S, TimeUnit.SECONDS);
            for (NewTopic topic : List.of(events, deadLetters, qualityAlerts)) {
                if (!existing.contains(topic.name())) {
                    create(admin, topic);
                }
            }
            if (servers.kafkaIsEmbedded()) {
                forgetKilledConsumers(admin, settings.text("pipeline.group"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while waiting for Kafka");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SettingException("Kafka at " + servers.kafkaBrokers() + " can't be used: " + cause.getMessage()
                    + ". Check kafka.brokers");
        }
    }

    /**
     * An embedded Kafka that has just started has no living consumers. Those of a killed run would hold their partitions until their session
     * of 45 s times out, and nothing would be stored meanwhile.
     */
    private static void forgetKilledConsumers(Admin admin, String group) throws InterruptedException, TimeoutException {
        try {
            boolean held = admin.listConsumerGroups().all().get(PATIENCE_S, TimeUnit.SECONDS).stream()
                    .filter(listed -> listed.groupId().equals(group))
                    .anyMatch(listed -> listed.state().orElse(ConsumerGroupState.UNKNOWN) != ConsumerGroupState.EMPTY);
            if (held) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "storing may pause for up to 45 s, the consumers of a killed run can't be removed: {}",
                    e.getMessage());
        }
    }

    private static void create(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_S, TimeUnit.SECONDS);
            LOG.debug("made topic {}", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
