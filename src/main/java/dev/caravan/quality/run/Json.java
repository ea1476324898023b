package dev.caravan.quality.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** JSON as text, and as PostgreSQL can keep it. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** Of texts, numbers, booleans, null, and lists of them. */
    static JsonNode of(List<?> values) {
        return MAPPER.valueToTree(values);
    }

    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** What the database gave, which is always JSON. */
    static JsonNode ofDatabase(String text) {
        try {
            return parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb is always JSON", e);
        }
    }

    /** The text of a tree, with U+FFFD for what no text of PostgreSQL may hold. */
    static String storable(JsonNode node) {
        return text(clean(node));
    }

    private static JsonNode clean(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(storable(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> array.add(clean(one)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = object();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(storable(field.getKey()), clean(field.getValue()));
            }
            return object;
        }
        return node;
    }

    /** With U+FFFD for U+0000 and for half a character. */
    static String storable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean pair = Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (one == 0 || (Character.isSurrogate(one) && !pair)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '\uFFFD');
            } else if (pair) {
                i++;
            }
        }
        return clean == null ? text : clean.toString();
    }
}
