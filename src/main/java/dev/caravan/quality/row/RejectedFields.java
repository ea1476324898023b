package dev.caravan.quality.row;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.event.EventIds;
import dev.caravan.event.EventTimes;
import dev.caravan.event.Received;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a record that was rejected, as far as its first 64 KB are JSON. */
final class RejectedFields {
    /** Under this name stands something if the record states an amount. */
    static final String AMOUNT = "amount";

    private static final Set<String> NESTED = Set.of("items", "campaign", "properties");
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_NESTED = 64;
    private static final int MOST_DIGITS = 1_000;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final EventTimes times;

    RejectedFields(ZoneId shopTimeZone) {
        this.times = new EventTimes(shopTimeZone);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTED)
                        .maxNumberLength(MOST_DIGITS)
                        .build());
    }

    /** By the stream's columns. Of a name that comes twice the last; what can't be read, and all behind it, isn't there. */
    Map<String, Object> read(Received received) {
        Map<String, Object> fields = new HashMap<>();
        byte[] json = received.value();
        if (json == null) {
            return fields;
        }
        try (JsonParser parser = mapper.createParser(json, 0, Math.min(json.length, MOST_BYTES))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    read(parser, name, fields);
                }
            }
        } catch (JacksonException | NumberFormatException e) {
            return derived(fields);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        return derived(fields);
    }

    private void read(JsonParser parser, String name, Map<String, Object> fields) throws IOException {
        Object value = value(parser, name);
        if (value == null) {
            fields.remove(name);
            return;
        }
        fields.put(name, value);
        if (name.equals("revenue") || (name.equals("items") && value.toString().contains("\"price\":"))) {
            fields.put(AMOUNT, true);
        }
    }

    /** Objects and arrays as their text; those that are no column are passed over. */
    private @Nullable Object value(JsonParser parser, String name) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case START_OBJECT, START_ARRAY -> {
                if (!NESTED.contains(name)) {
                    parser.skipChildren();
                    yield null;
                }
                JsonNode node = mapper.readTree(parser);
                yield node.isArray() && node.isEmpty() ? null : node.toString();
            }
            default -> null;
        };
    }

    /** As its text where arithmetic with it could take hours. */
    private static Object number(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS
                ? parser.getText()
                : number;
    }

    private Map<String, Object> derived(Map<String, Object> fields) {
        if (fields.remove("event_id") instanceof String id && !id.isEmpty()) {
            fields.put("event_id", EventIds.uuidOf(id));
            if (!EventIds.isUuid(id)) {
                fields.put("original_event_id", id);
            }
        }
        if (fields.get("event_timestamp") instanceof String text) {
            Instant time = times.parse(text);
            fields.put("event_time", time == null ? text : time);
        }
        Object visitor =
                Completeness.isFilled(fields.get("user_id")) ? fields.get("user_id") : fields.get("anonymous_id");
        if (Completeness.isFilled(visitor)) {
            fields.put("visitor_id", Objects.requireNonNull(visitor));
        }
        return fields;
    }
}
