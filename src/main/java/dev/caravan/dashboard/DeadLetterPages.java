package dev.caravan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Pages through the dead letters, newest first. */
public final class DeadLetterPages {

    private final ObjectMapper json = new ObjectMapper();

    private record Page(
            List<DeadLetter> deadLetters, @Nullable Long next) {}

    private record DeadLetter(
            long id,
            String failedAt,
            String reason,
            JsonNode errors,
            String topic,
            long partition,
            long offset,
            @Nullable String source,
            @Nullable String file,
            @Nullable Long line,
            @Nullable String key,
            @Nullable String payload,
            long payloadBytes,
            @Nullable String recordTime) {}

    /**
     * The parameters of the statement.
     *
     * @param query the request's query string, not decoded
     * @throws BadParameter names the parameter and what is allowed
     */
    public Map<String, Object> query(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String query) {
        return DeadLetterQuery.parse(query).parameters();
    }

    /**
     * One page as JSON. {@code next} is the {@code before} of the page that follows, null on the last one.
     *
     * @param rows one more than the page holds, if there are as many
     */
    public String page(@Header("rows") Object rows, @Body Map<String, Object> parameters)
            throws JsonProcessingException {
        int limit = (Integer) parameters.getOrDefault("rows", 1) - 1;
        List<Row> found = Row.all(rows);
        List<DeadLetter> page =
                found.stream().limit(limit).map(this::deadLetter).toList();
        Long next = found.size() > limit ? page.get(limit - 1).id() : null;
        return json.writeValueAsString(new Page(page, next));
    }

    private DeadLetter deadLetter(Row row) {
        return new DeadLetter(
                row.count("dead_letter_id"),
                row.time("failed_at").toString(),
                row.text("reason"),
                errors(row.text("errors")),
                row.text("topic"),
                row.count("kafka_partition"),
                row.count("kafka_offset"),
                row.textOrNull("source"),
                row.textOrNull("source_file"),
                row.textOrNull("source_line") == null ? null : row.count("source_line"),
                utf8(row.bytes("record_key")),
                utf8(row.bytes("payload")),
                row.count("payload_bytes"),
                text(row.timeOrNull("record_time")));
    }

    private JsonNode errors(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb is always JSON", e);
        }
    }

    /** Bytes that are no UTF-8 become U+FFFD: what is shown is for reading, the topic keeps the record as it came. */
    private static @Nullable String utf8(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
