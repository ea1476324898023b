package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Finds what JSON can say and isn't stored: U+0000 and lone surrogates in a string or a name, which PostgreSQL has no place for, and
 * numbers of more than 1,000 digits before or after the point. PostgreSQL takes more (131,072 and 16,383), but a contract's
 * {@code multipleOf} divides such a number digit by digit, so that one {@code 1e400000000} would stand still for hours.
 *
 * <p>All of them need an escape or an exponent of three digits in the text, and {@link #isProvenFor} spares the walk for most events.
 */
final class Storable {
    /** The rule that numbers break; what breaks it mustn't be shown to the contract. */
    static final String NUMBER_SIZE = "numberSize";

    private static final int MAX_DIGITS = 1_000;
    private static final int LONG_EXPONENT_DIGITS = 3;
    private static final String BEFORE_A_NUMBER = "-:,[ \t\r\n";

    private Storable() {}

    /** True if the JSON text has neither a {@code \}{@code u} escape nor an exponent of three digits, so that the walk can be spared. */
    static boolean isProvenFor(byte[] json) {
        for (int i = 0; i < json.length - 1; i++) {
            byte b = json[i];
            if (b == '\\' && json[i + 1] == 'u') {
                return false;
            }
            if ((b == 'e' || b == 'E') && isLongExponent(json, i + 1) && endsNumber(json, i)) {
                return false;
            }
        }
        return true;
    }

    /** True if what stands before may be the digits of a number; false inside most words and ids, such as {@code "a1e100"}. */
    private static boolean endsNumber(byte[] json, int end) {
        int at = end - 1;
        while (at >= 0 && (isDigit(json[at]) || json[at] == '.')) {
            at--;
        }
        boolean anyDigits = at < end - 1;
        return anyDigits && (at < 0 || BEFORE_A_NUMBER.indexOf(json[at]) >= 0);
    }

    private static boolean isLongExponent(byte[] json, int start) {
        int at = json[start] == '+' || json[start] == '-' ? start + 1 : start;
        int end = at + LONG_EXPONENT_DIGITS;
        if (end > json.length) {
            return false;
        }
        while (at < end && isDigit(json[at])) {
            at++;
        }
        return at == end;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
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
            errors.add(new FieldError(
                    pointer, NUMBER_SIZE, "must have at most " + MAX_DIGITS + " digits on a side of the point"));
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
        return number.scale() > MAX_DIGITS || (long) number.precision() - number.scale() > MAX_DIGITS;
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
