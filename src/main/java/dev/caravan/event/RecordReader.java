package dev.caravan.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's bytes as one JSON object, strictly: UTF-8 without a flaw, no name twice in an object, nothing after the object. A
 * UTF-8 byte order mark before it is passed over, as RFC 8259 (8.1) permits. Fractions become exact decimals.
 *
 * <p>Nesting deeper than 64, a number longer than 1,000 characters or one whose exponent is beyond 32 bits may well be JSON, but
 * reading it is refused as a {@link Reason#SCHEMA_VIOLATION}; nothing is said about the rest of such a record then.
 */
final class RecordReader {
    static final int MAX_BYTES = 65_536;
    static final int MAX_NESTING = 64;
    static final int MAX_NUMBER_CHARS = 1_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ObjectReader reader = JsonMapper.builder(factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** Hash collisions are made harmless, not an error: the table of names is shared, so they would fail other people's events. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxNameLength(MAX_BYTES)
                        .maxStringLength(MAX_BYTES)
                        .build())
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** The object, which the caller may change. */
    ObjectNode read(byte[] json) throws UnreadableRecordException {
        if (json.length > MAX_BYTES) {
            throw new UnreadableRecordException(
                    Reason.TOO_LARGE, "maxBytes", json.length + " bytes, at most " + MAX_BYTES + " are taken");
        }
        checkUtf8(json);
        int start = startsWithByteOrderMark(json) ? BYTE_ORDER_MARK.length : 0;
        JsonNode node = tree(json, start);
        if (node.isMissingNode()) {
            throw malformed("the record is empty");
        }
        if (!(node instanceof ObjectNode object)) {
            throw notAnObject();
        }
        return object;
    }

    private JsonNode tree(byte[] json, int start) throws UnreadableRecordException {
        try {
            return reader.readTree(json, start, json.length - start);
        } catch (StreamConstraintsException e) {
            throw beyondLimit(json, start, describe(e));
        } catch (JsonProcessingException e) {
            throw malformed(describe(e));
        } catch (NumberFormatException e) {
            throw beyondLimit(json, start, e.getMessage());
        } catch (IOException e) {
            throw malformed(e.toString());
        }
    }

    private static UnreadableRecordException beyondLimit(byte[] json, int start, @Nullable String problem) {
        int at = start;
        while (json[at] == ' ' || json[at] == '\t' || json[at] == '\r' || json[at] == '\n') {
            at++;
        }
        return json[at] == '{'
                ? new UnreadableRecordException(Reason.SCHEMA_VIOLATION, "limit", "beyond what is read: " + problem)
                : notAnObject();
    }

    private static String describe(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getByteOffset() < 0
                ? e.getOriginalMessage()
                : e.getOriginalMessage() + " (near byte " + at.getByteOffset() + ")";
    }

    private static UnreadableRecordException malformed(String problem) {
        return new UnreadableRecordException(Reason.MALFORMED_JSON, "json", problem);
    }

    private static UnreadableRecordException notAnObject() {
        return new UnreadableRecordException(Reason.NOT_AN_OBJECT, "type", "the record isn't a JSON object");
    }

    private static void checkUtf8(byte[] json) throws UnreadableRecordException {
        if (isAscii(json)) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw malformed("the record isn't UTF-8: " + e.getMessage());
        }
    }

    private static boolean isAscii(byte[] json) {
        int seen = 0;
        for (byte b : json) {
            seen |= b;
        }
        return seen >= 0;
    }

    private static boolean startsWithByteOrderMark(byte[] json) {
        return json.length >= BYTE_ORDER_MARK.length
                && json[0] == BYTE_ORDER_MARK[0]
                && json[1] == BYTE_ORDER_MARK[1]
                && json[2] == BYTE_ORDER_MARK[2];
    }
}
