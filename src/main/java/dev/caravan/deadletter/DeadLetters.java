package dev.caravan.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.event.DeadLetter;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the records of the dead-letter topic: key, value and headers as they came, and headers in the manner of Kafka Connect's dead
 * letter queue that say where the record was and what was wrong with it.
 *
 * <p>A header that is there already is left alone, as Connect does. What Camel's message can't hold doesn't come along: a header without a
 * value, all but the last of those whose names differ at most in case, and names that Camel keeps for itself ({@code Camel*}, {@code
 * kafka.*}), by which a sender could choose another topic.
 */
public final class DeadLetters {
    /** A header of a longer text helps nobody and may not fit into the record. */
    private static final int MAX_HEADER_CHARS = 16_384;

    private static final HeaderFilterStrategy OF_CAMEL = new KafkaHeaderFilterStrategy();

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The messages for the topic as one list, so that they are sent together; no list where there is nothing to send.
     *
     * @param waiting what is rejected and not yet in the topic
     */
    public List<List<Message>> together(List<DeadLetter> waiting, CamelContext context) {
        List<Message> messages = new ArrayList<>(waiting.size());
        for (DeadLetter one : waiting) {
            messages.add(message(one, context));
        }
        return messages.isEmpty() ? List.of() : List.of(messages);
    }

    private static Message message(DeadLetter one, CamelContext context) {
        Received received = one.received();
        Message message = new DefaultMessage(context);
        message.setBody(received.value());
        if (received.key() != null) {
            message.setHeader(KafkaConstants.KEY, received.key());
        }
        message.setHeader(KafkaConstants.OVERRIDE_TIMESTAMP, received.timestampMs());
        Exchange exchange = new DefaultExchange(context);
        for (Header header : headers(one)) {
            if (!OF_CAMEL.applyFilterToExternalHeaders(header.key(), header.value(), exchange)) {
                message.setHeader(header.key(), header.value());
            }
        }
        return message;
    }

    /** The record's own headers first, then those that it has not yet. */
    static Headers headers(DeadLetter one) {
        RecordHeaders headers = new RecordHeaders();
        one.received().headers().forEach(header -> headers.add(header.name(), header.value()));
        described(one).forEach((name, text) -> {
            if (headers.lastHeader(name) == null) {
                headers.add(name, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        return headers;
    }

    private static Map<String, String> described(DeadLetter one) {
        Received received = one.received();
        Rejection rejection = one.rejection();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("__connect.errors.topic", received.topic());
        headers.put("__connect.errors.partition", String.valueOf(received.partition()));
        headers.put("__connect.errors.offset", String.valueOf(received.offset()));
        headers.put("__connect.errors.connector.name", "caravan");
        headers.put("__connect.errors.task.id", "0");
        headers.put("__connect.errors.stage", "VALUE_CONVERTER");
        headers.put("__connect.errors.class.name", DeadLetters.class.getName());
        headers.put("__connect.errors.exception.class.name", rejection.reason().code());
        headers.put(
                "__connect.errors.exception.message",
                cut(rejection.errors().get(0).message()));
        headers.put("caravan.reason", rejection.reason().code());
        headers.put("caravan.errors", cut(errorsJson(rejection)));
        return headers;
    }

    private static String errorsJson(Rejection rejection) {
        try {
            return JSON.writeValueAsString(rejection.errors());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written as JSON", e);
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_HEADER_CHARS ? text : text.substring(0, MAX_HEADER_CHARS);
    }
}
