package dev.caravan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;

/**
 * Turns a list of a stage's own records into what camel-kafka sends as one batch, with one wait for all acknowledgements.
 *
 * <p>For each record to keep headers of its own, the endpoint must have {@code batchWithIndividualHeaders=true}: without it camel-kafka
 * puts the headers of the exchange on all of them. The key serializer must be the string one, the default; the value serializer must be
 * the one for byte arrays. Thread-safe if the functions are.
 */
public final class KafkaMessages<T> {

    private final Function<T, @Nullable String> key;
    private final Function<T, byte[]> value;
    private final Function<T, Map<String, String>> headers;

    /**
     * @param key chooses the partition; null leaves that to Kafka
     * @param headers record headers, sent as UTF-8; names that begin with {@code camel} or {@code kafka.} aren't sent
     */
    public KafkaMessages(
            Function<T, @Nullable String> key, Function<T, byte[]> value, Function<T, Map<String, String>> headers) {
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** One message a record, in the same order. */
    public List<Message> of(@Body List<T> records, CamelContext context) {
        List<Message> messages = new ArrayList<>(records.size());
        for (T entry : records) {
            Message message = new DefaultMessage(context);
            headers.apply(entry).forEach(message::setHeader);
            message.setHeader(KafkaConstants.KEY, key.apply(entry));
            message.setBody(value.apply(entry));
            messages.add(message);
        }
        return messages;
    }
}
