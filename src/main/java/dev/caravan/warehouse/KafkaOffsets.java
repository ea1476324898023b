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

    /**
     * Runs on the thread that polls, as Kafka's consumer demands.
     *
     * @param batch what is stored of it
     * @param polled the records as they were polled, the first of which knows its consumer
     */
    public void commit(Batch batch, List<Exchange> polled) {
        Object header = polled.get(0).getMessage().getHeader(KafkaConstants.MANUAL_COMMIT);
        if (!(header instanceof DefaultKafkaManualCommit commit)) {
            return;
        }
        Consumer<?, ?> consumer = commit.getCamelExchangePayload().consumer;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        batch.nextOffsets().forEach((place, next) -> offsets.put(place, new OffsetAndMetadata(next)));
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
