package dev.caravan.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a row condition, in the form of SQL or in Great Expectations' own: {@code country = 'DE' and price > 10},
 * {@code col("country") == "DE" and col("price").notNull()}, {@code status in ('new', 'paid') or not (coupon is null)}.
 */
final class RowConditionReader {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<text>'(?:[^']|'')*')"
            + "|(?<quoted>\"(?:[^\"]|\"\")*\")"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?)"
            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_.]*)"
            + "|(?<sign>==|!=|<>|<=|>=|&&|\\|\\||[=<>(),&|~.])"
            + ")\\s*");
    private static final String END = "";

    private record Token(String kind, String text, int at) {
        boolean is(String sign) {
            return !kind.equals("text") && !kind.equals("quoted") && text.equalsIgnoreCase(sign);
        }
    }

    private final String condition;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private RowConditionReader(String condition) {
        this.condition = condition;
        Matcher matcher = TOKEN.matcher(condition);
        int at = 0;
        while (at < condition.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw mistake("what begins with \"" + condition.substring(at) + "\" can't be read");
            }
            tokens.add(tokenOf(matcher, at));
            at = matcher.end();
        }
        tokens.add(new Token(END, END, condition.length()));
    }

    private static Token tokenOf(Matcher matcher, int at) {
        for (String kind : new String[] {"text", "quoted", "number", "word", "sign"}) {
            String found = matcher.group(kind);
            if (found != null) {
                return new Token(kind, found, at);
            }
        }
        throw new IllegalStateException("every token is of a kind");
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static RowCondition read(String condition) {
        RowConditionReader reader = new RowConditionReader(condition.strip());
        RowCondition read = reader.or();
        if (!reader.peek().kind().equals(END)) {
            throw reader.mistake("\"" + reader.peek().text() + "\" is too much; conditions are joined by and, or");
        }
        return read;
    }

    private RowCondition or() {
        RowCondition left = and();
        while (takes("or", "||", "|")) {
            left = new RowCondition.Or(left, and());
        }
        return left;
    }

    private RowCondition and() {
        RowCondition left = not();
        while (takes("and", "&&", "&")) {
            left = new RowCondition.And(left, not());
        }
        return left;
    }

    private RowCondition not() {
        if (takes("not", "~")) {
            return new RowCondition.Not(not());
        }
        boolean isColumnFunction = peek().is("col") && tokens.get(next + 1).is("(");
        if (!isColumnFunction && takes("(")) {
            RowCondition inner = or();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private RowCondition comparison() {
        String column = column();
        if (takes(".")) {
            return nullCheck(column, take().text());
        }
        if (takes("is")) {
            boolean negated = takes("not");
            expect("null");
            return negated ? new RowCondition.Not(new RowCondition.IsNull(column)) : new RowCondition.IsNull(column);
        }
        boolean negated = takes("not");
        if (takes("in")) {
            RowCondition in = new RowCondition.In(column, values());
            return negated ? new RowCondition.Not(in) : in;
        }
        return new RowCondition.Compare(column, operator(), value());
    }

    private RowCondition nullCheck(String column, String function) {
        RowCondition isNull = new RowCondition.IsNull(column);
        RowCondition read = switch (function.toLowerCase(Locale.ROOT)) {
            case "notnull", "is_not_null" -> new RowCondition.Not(isNull);
            case "isnull", "is_null" -> isNull;
            default -> throw mistake("there is no ." + function + "(), there are .notNull() and .isNull()");
        };
        expect("(");
        expect(")");
        return read;
    }

    private String column() {
        if (peek().is("col") && tokens.get(next + 1).is("(")) {
            next += 2;
            String name = unquoted(take());
            expect(")");
            return name;
        }
        Token token = take();
        if (token.kind().equals("quoted")) {
            return unquoted(token);
        }
        if (!token.kind().equals("word")) {
            throw mistake("a column's name is expected instead of \"" + token.text() + "\"");
        }
        // column.notNull(): the method belongs not to the name
        int dot = token.text().lastIndexOf('.');
        if (dot > 0 && peek().is("(")) {
            tokens.add(next, new Token("word", token.text().substring(dot + 1), token.at() + dot + 1));
            tokens.add(next, new Token("sign", ".", token.at() + dot));
            return token.text().substring(0, dot);
        }
        return token.text();
    }

    private RowCondition.Operator operator() {
        Token token = take();
        return switch (token.text()) {
            case "=", "==" -> RowCondition.Operator.EQUAL;
            case "!=", "<>" -> RowCondition.Operator.NOT_EQUAL;
            case "<" -> RowCondition.Operator.LESS;
            case "<=" -> RowCondition.Operator.LESS_OR_EQUAL;
            case ">" -> RowCondition.Operator.GREATER;
            case ">=" -> RowCondition.Operator.GREATER_OR_EQUAL;
            default ->
                throw mistake("\"" + token.text()
                        + "\" compares nothing; there are = != < <= > >=, in (…), is null, is not null");
        };
    }

    private List<Object> values() {
        expect("(");
        List<Object> values = new ArrayList<>();
        do {
            values.add(value());
        } while (takes(","));
        expect(")");
        return List.copyOf(values);
    }

    private Object value() {
        Token token = take();
        return switch (token.kind()) {
            case "text", "quoted" -> unquoted(token);
            case "number" -> new BigDecimal(token.text());
            default -> {
                if (token.is("true") || token.is("false")) {
                    yield token.is("true");
                }
                throw mistake(
                        "a value is expected instead of \"" + token.text() + "\": a 'text', a number, true or false");
            }
        };
    }

    private static String unquoted(Token token) {
        String text = token.text();
        if (token.kind().equals("word")) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind().equals(END)) {
            throw mistake("it ends too early");
        }
        next++;
        return token;
    }

    private boolean takes(String... signs) {
        for (String sign : signs) {
            if (peek().is(sign)) {
                next++;
                return true;
            }
        }
        return false;
    }

    private void expect(String sign) {
        if (!takes(sign)) {
            throw mistake(sign + " is expected "
                    + (peek().kind().equals(END) ? "at the end" : "instead of \"" + peek().text() + "\""));
        }
    }

    private IllegalArgumentException mistake(String what) {
        return new IllegalArgumentException(what + ", in the row condition " + condition);
    }
}
