package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Finds what JSON can say and PostgreSQL can't store: U+0000 and lone surrogates in a string or a name, and numbers beyond the
 * range of {@code numeric} (131,072 digits before the point, 16,383 after it; PostgreSQL manual, table 8.2).
 *
 * <p>All of them need an escape or a long exponent in the text, and {@link #isProvenFor} spares the walk for nearly every event.
 */
final class Storable {
    private static final long MAX_INTEGER_DIGITS = 131_072;
    private static final int MAX_FRACTION_DIGITS = 16_383;
    private static final int LONG_EXPONENT_DIGITS = 5;

    private Storable() {}

    /** True if the JSON text has neither a {@code \}{@code u} escape nor an exponent of five digits, so that the walk can be spared. */
    static boolean isProvenFor(byte[] json) {
        for (int i = 0; i < json.length - 1; i++) {
            byte b = json[i];
            if (b == '\\' && json[i + 1] == 'u') {
                return false;
            }
            if ((b == 'e' || b == 'E') && isLongExponent(json, i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLongExponent(byte[] json, int start) {
        int at = json[start] == '+' || json[start] == '-' ? start + 1 : start;
        int end = at + LONG_EXPONENT_DIGITS;
        if (end > json.length) {
            return false;
        }
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at == end;
    }

    /** Adds one error for each name, string or number that can't be stored, at any depth. */
    static void check(JsonNode node, String pointer, List<FieldError> errors) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String at = Pointers.child(pointer, field.getKey());
                checkText(field.getKey(), at, "the field's name", errors);
                check(field.getValue(), at, errors);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), pointer + "/" + i, errors);
            }
        } else if (node.isTextual()) {
            checkText(node.textValue(), pointer, "the text", errors);
        } else if (node.isBigDecimal() && isOutOfRange(node.decimalValue())) {
            errors.add(new FieldError(pointer, "storable", "the number is beyond what can be stored"));
        }
    }

    private static void checkText(String text, String pointer, String what, List<FieldError> errors) {
        int at = firstIn(text);
        if (at >= 0) {
            String kind = text.charAt(at) == 0 ? "the character U+0000" : "a lone surrogate";
            errors.add(new FieldError(pointer, "storable", what + " holds " + kind + " at position " + at));
        }
    }

    private static boolean isOutOfRange(BigDecimal number) {
        return number.scale() > MAX_FRACTION_DIGITS || (long) number.precision() - number.scale() > MAX_INTEGER_DIGITS;
    }

    /** Index of the first character that can't be stored; -1 if there is none. */
    static int firstIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && is(text.codePointAt(i)))) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return -1;
    }

    /** True for U+0000 and for half of a surrogate pair. */
    static boolean is(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
