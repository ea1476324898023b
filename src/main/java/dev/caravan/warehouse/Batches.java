package dev.caravan.warehouse;

import dev.caravan.event.Header;
import dev.caravan.event.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Turns what Camel's Kafka component polled into a batch, and a batch into the messages of the per-event route. */
public final class Batches {
    /** Headers that would tell Camel what to do: no sender may. */
    private static final HeaderFilterStrategy OF_CAMEL = new KafkaHeaderFilterStrategy();

    private final StreamOffsets offsets;

    public Batches(StreamOffsets offsets) {
        this.offsets = offsets;
    }

    /** The records of one poll that are not stored yet, so that a batch which comes again parks nothing twice. */
    public Batch open(List<Exchange> polled) {
        List<Received> received = new ArrayList<>(polled.size());
        for (Exchange exchange : polled) {
            received.add(received(exchange.getMessage()));
        }
        return new Batch(offsets.notYetStored(received));
    }

    /** One message an event: the body is the record's value, the headers say where it came from. */
    public List<Message> messages(Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        List<Message> messages = new ArrayList<>();
        for (Received received : batch.received()) {
            Message message = new DefaultMessage(exchange.getContext());
            byte[] value = received.value();
            message.setBody(value == null ? new byte[0] : value);
            message.setHeader(KafkaConstants.PARTITION, received.partition());
            message.setHeader(KafkaConstants.OFFSET, received.offset());
            for (Header header : received.headers()) {
                if (!OF_CAMEL.applyFilterToExternalHeaders(header.name(), header.value(), exchange)) {
                    message.setHeader(header.name(), header.text());
                }
            }
            messages.add(message);
        }
        return messages;
    }

    /** All that was to be parked is in the dead-letter topic. */
    public void parked(Batch batch) {
        batch.parked();
    }

    /** Looks at each header once: looking one up by name costs as much as all the rest of this. */
    private static Received received(Message message) {
        String topic = null;
        Integer partition = null;
        Long offset = null;
        Long timestampMs = null;
        Object key = null;
        List<Header> headers = List.of();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            switch (header.getKey()) {
                case KafkaConstants.TOPIC -> topic = (String) header.getValue();
                case KafkaConstants.PARTITION -> partition = (Integer) header.getValue();
                case KafkaConstants.OFFSET -> offset = (Long) header.getValue();
                case KafkaConstants.TIMESTAMP -> timestampMs = (Long) header.getValue();
                case KafkaConstants.KEY -> key = header.getValue();
                case KafkaConstants.HEADERS -> headers = headers((Headers) header.getValue());
                default -> {
                    // the record's own, which HEADERS has too, or of no interest
                }
            }
        }
        return new Received(
                required(topic, KafkaConstants.TOPIC),
                required(partition, KafkaConstants.PARTITION),
                required(offset, KafkaConstants.OFFSET),
                required(timestampMs, KafkaConstants.TIMESTAMP),
                bytes(key),
                bytes(message.getBody()),
                headers);
    }

    private static List<Header> headers(Headers ofRecord) {
        List<Header> headers = new ArrayList<>(4);
        ofRecord.forEach(header -> headers.add(new Header(header.key(), header.value())));
        return headers;
    }

    private static <T> T required(@Nullable T value, String header) {
        if (value == null) {
            throw new IllegalStateException("a polled record has no header " + header);
        }
        return value;
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
