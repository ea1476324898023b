package dev.caravan.warehouse;

import dev.caravan.event.Header;
import dev.caravan.event.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    private static Received received(Message message) {
        List<Header> headers = new ArrayList<>(4);
        if (message.getHeader(KafkaConstants.HEADERS) instanceof Headers recordHeaders) {
            recordHeaders.forEach(header -> headers.add(new Header(header.key(), header.value())));
        }
        return new Received(
                required(message, KafkaConstants.TOPIC, String.class),
                required(message, KafkaConstants.PARTITION, Integer.class),
                required(message, KafkaConstants.OFFSET, Long.class),
                required(message, KafkaConstants.TIMESTAMP, Long.class),
                bytes(message.getHeader(KafkaConstants.KEY)),
                bytes(message.getBody()),
                headers);
    }

    private static <T> T required(Message message, String header, Class<T> type) {
        Object value = message.getHeader(header);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("a polled record has no header " + header);
        }
        return type.cast(value);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
