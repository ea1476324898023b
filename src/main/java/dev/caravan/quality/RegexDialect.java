package dev.caravan.quality;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions that find the same in Java and in PostgreSQL.
 *
 * <p>{@code \d}, {@code \w}, {@code \s} and {@code \b} mean ASCII, {@code .} any character, line ends too, {@code ^} and {@code $} the ends of the whole text.
 * Greedy and lazy, groups, look-ahead, look-behind and {@code (?i)} at the beginning are there. What only one of the two knows is refused: named
 * groups, back-references, possessive quantifiers, Unicode properties, flags in the middle.
 */
public final class RegexDialect {
    private static final String WORD = "A-Za-z0-9_";
    private static final String WORD_EDGE =
            "(?:(?<=[" + WORD + "])(?![" + WORD + "])|(?<![" + WORD + "])(?=[" + WORD + "]))";
    private static final String NO_WORD_EDGE =
            "(?:(?<=[" + WORD + "])(?=[" + WORD + "])|(?<![" + WORD + "])(?![" + WORD + "]))";
    private static final Map<Character, String> CLASSES = Map.of('d', "0-9", 'w', WORD, 's', " \\t\\n\\r\\f\\x0b");
    private static final Map<Character, String> CONTROLS =
            Map.of('t', "\\t", 'n', "\\n", 'r', "\\r", 'f', "\\f", 'v', "\\x0b");
    private static final Map<String, String> POSIX = Map.of(
            "alpha",
            "A-Za-z",
            "digit",
            "0-9",
            "alnum",
            "A-Za-z0-9",
            "upper",
            "A-Z",
            "lower",
            "a-z",
            "space",
            " \\t\\n\\r\\f\\x0b");
    private static final int MOST_REPEATS = 255;

    private final String regex;
    private final StringBuilder out = new StringBuilder();
    private final String endOfText;
    private int at;

    private RegexDialect(String regex, String endOfText) {
        this.regex = regex;
        this.endOfText = endOfText;
    }

    /**
     * For the stream. To be used with {@code find}.
     *
     * @throws IllegalArgumentException with what is wrong, where the two would differ
     */
    public static Pattern toJava(String regex) {
        int flags = Pattern.DOTALL;
        String rest = regex;
        if (isCaseless(regex)) {
            flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            rest = regex.substring(4);
        }
        try {
            return Pattern.compile(new RegexDialect(rest, "\\z").translate(), flags);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + " in the regular expression " + regex, e);
        }
    }

    /**
     * For the operator {@code ~}.
     *
     * @throws IllegalArgumentException with what is wrong, where the two would differ
     */
    public static String toPostgres(String regex) {
        toJava(regex);
        return isCaseless(regex)
                ? "(?i)" + new RegexDialect(regex.substring(4), "$").translate()
                : new RegexDialect(regex, "$").translate();
    }

    private static boolean isCaseless(String regex) {
        return regex.startsWith("(?i)");
    }

    private String translate() {
        boolean repeatable = false;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> repeatable = escape();
                case '[' -> {
                    bracket();
                    repeatable = true;
                }
                case '(' -> {
                    open();
                    repeatable = false;
                }
                case ')' -> {
                    keep();
                    repeatable = true;
                }
                case '*', '+', '?', '{' -> {
                    if (!repeatable) {
                        throw refused("nothing stands before " + c + " that could be repeated; write \\" + c
                                + " for the character");
                    }
                    quantifier();
                    repeatable = false;
                }
                case '|', '^' -> {
                    keep();
                    repeatable = false;
                }
                case '$' -> {
                    at++;
                    out.append(endOfText);
                    repeatable = false;
                }
                default -> {
                    literal();
                    repeatable = true;
                }
            }
        }
        return out.toString();
    }

    private void keep() {
        out.append(regex.charAt(at++));
    }

    /** One code point; punctuation is escaped, since either side has its own ideas of it. */
    private void literal() {
        int point = regex.codePointAt(at);
        at += Character.charCount(point);
        append(point);
    }

    private void append(int point) {
        boolean plain = point == '.'
                || point == ' '
                || point > 127
                || Character.isLetterOrDigit(point)
                || point == '_'
                || point < ' ';
        if (!plain) {
            out.append('\\');
        }
        out.appendCodePoint(point);
    }

    /** A group; true groups, groups without number and looking around are the same on both sides. */
    private void open() {
        if (!regex.startsWith("(?", at)) {
            keep();
            return;
        }
        for (String known : new String[] {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
            if (regex.startsWith(known, at)) {
                out.append(known);
                at += known.length();
                return;
            }
        }
        throw refused("(?: (?= (?! (?<= (?<! and, at the very beginning, (?i) are what may begin with (?");
    }

    private void quantifier() {
        if (regex.charAt(at) == '{') {
            int end = regex.indexOf('}', at);
            String bounds = end < 0 ? "" : regex.substring(at + 1, end);
            if (!bounds.matches("[0-9]{1,3}(,([0-9]{1,3})?)?")) {
                throw refused("a repetition is {n}, {n,} or {n,m}; write \\{ for the character");
            }
            for (String bound : bounds.split(",", -1)) {
                if (!bound.isEmpty() && Integer.parseInt(bound) > MOST_REPEATS) {
                    throw refused("a repetition has at most " + MOST_REPEATS + " times");
                }
            }
            out.append(regex, at, end + 1);
            at = end + 1;
        } else {
            keep();
        }
        if (at < regex.length() && regex.charAt(at) == '?') {
            keep();
        } else if (at < regex.length() && "*+{".indexOf(regex.charAt(at)) >= 0) {
            throw refused("a repetition can't be repeated; possessive quantifiers are unknown to PostgreSQL");
        }
    }

    /** What an escape means outside of brackets; true if it can be repeated. */
    private boolean escape() {
        char c = escaped();
        String set = CLASSES.get(Character.toLowerCase(c));
        if (set != null) {
            out.append(Character.isUpperCase(c) ? "[^" : "[").append(set).append(']');
            return true;
        }
        switch (c) {
            case 'b' -> out.append(WORD_EDGE);
            case 'B' -> out.append(NO_WORD_EDGE);
            case 'A' -> out.append('^');
            case 'Z', 'z' -> out.append(endOfText);
            default -> {
                character(c);
                return true;
            }
        }
        return false;
    }

    private char escaped() {
        if (at + 1 == regex.length()) {
            throw refused("it ends with \\; write \\\\ for the character");
        }
        at += 2;
        return regex.charAt(at - 1);
    }

    private void character(char c) {
        String control = CONTROLS.get(c);
        if (control != null) {
            out.append(control);
        } else if (c == 'u' && regex.substring(at).matches("(?s)[0-9a-fA-F]{4}.*")) {
            append(Integer.parseInt(regex.substring(at, at + 4), 16));
            at += 4;
        } else if (c < 128 && Character.isLetterOrDigit(c)) {
            throw refused("\\" + c + " does not mean the same everywhere");
        } else {
            out.append('\\').append(c);
        }
    }

    private void bracket() {
        keep();
        if (at < regex.length() && regex.charAt(at) == '^') {
            keep();
        }
        boolean first = true;
        while (at < regex.length() && (first || regex.charAt(at) != ']')) {
            char c = regex.charAt(at);
            boolean edge = first || regex.startsWith("-]", at);
            first = false;
            if (c == '\\') {
                bracketEscape();
            } else if (regex.startsWith("[:", at)) {
                posixClass();
            } else if (c == '-' && !edge) {
                keep();
            } else {
                int point = regex.codePointAt(at);
                at += Character.charCount(point);
                out.append(point == '.' ? "\\" : "");
                append(point);
            }
        }
        if (at == regex.length()) {
            throw refused("a [ is not closed; write \\[ for the character");
        }
        keep();
    }

    private void bracketEscape() {
        char c = escaped();
        String set = CLASSES.get(c);
        if (set != null) {
            out.append(set);
        } else {
            character(c);
        }
    }

    private void posixClass() {
        int end = regex.indexOf(":]", at);
        String set = end < 0 ? null : POSIX.get(regex.substring(at + 2, end));
        if (set == null) {
            throw refused("of the [: :] classes there are "
                    + String.join(", ", POSIX.keySet().stream().sorted().toList()));
        }
        out.append(set);
        at = end + 2;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why + ", in the regular expression " + regex);
    }
}
