package dev.caravan.warehouse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka how far a stored batch reaches, for the sake of lag tools only: nothing here decides where reading goes on, so a failure is
 * logged and forgotten.
 */
public final class KafkaOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOffsets.class);

    /** Runs on the thread that polls, as Kafka's consumer demands. */
    public void commit(List<Exchange> polled) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Consumer<?, ?> consumer = null;
        TopicPartition last = null;
        for (int i = polled.size() - 1; i >= 0; i--) {
            Object header = polled.get(i).getMessage().getHeader(KafkaConstants.MANUAL_COMMIT);
            if (header instanceof DefaultKafkaManualCommit commit
                    && !commit.getPartition().equals(last)) {
                last = commit.getPartition();
                offsets.putIfAbsent(last, new OffsetAndMetadata(commit.getRecordOffset() + 1));
                consumer = commit.getCamelExchangePayload().consumer;
            }
        }
        if (consumer == null) {
            return;
        }
        try {
            consumer.commitAsync(offsets, (done, failure) -> {
                if (failure != null) {
                    LOG.debug("Kafka did not take the offsets {}", done, failure);
                }
            });
        } catch (KafkaException e) {
            LOG.debug("Kafka did not take the offsets {}", offsets, e);
        }
    }
}
