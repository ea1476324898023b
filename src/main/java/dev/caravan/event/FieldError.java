package dev.caravan.event;

/**
 * What is wrong with one field. Field and message are cut at 500 characters, and what PostgreSQL can't store in a text (U+0000,
 * lone surrogates) is spelled out as {@code \}{@code u0000}, so that an error can always be stored itself.
 *
 * @param field JSON pointer of the field, such as {@code /items/0/price}; empty for the whole record
 * @param rule the contract's keyword, such as {@code minimum} or {@code required}, or a rule of the parser's own: {@code storable},
 *     {@code numberSize}, {@code fractionDigits}, {@code iso4217}, {@code iso8601}, {@code timeRange}, {@code json}, {@code limit}, {@code maxBytes}
 * @param message what is wrong, for a person; never holds the whole payload
 */
public record FieldError(String field, String rule, String message) {
    private static final int LONGEST = 500;

    public FieldError {
        field = printable(field);
        message = printable(message);
    }

    private static String printable(String text) {
        boolean whole = text.length() <= LONGEST;
        if (whole && Storable.firstIn(text) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        int at = 0;
        while (at < text.length() && out.length() < LONGEST) {
            int c = text.codePointAt(at);
            if (Storable.is(c)) {
                out.append("\\u").append(String.format("%04x", c));
            } else {
                out.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return at < text.length() ? out.append('…').toString() : out.toString();
    }
}
