package dev.caravan.quality.table;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.RowCondition.Operator;
import dev.caravan.quality.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column in SQL.
 *
 * @param name as the catalog has it
 * @param quoted as SQL writes it
 * @param type by PostgreSQL's name
 * @param zone of the shop
 */
record Column(String name, String quoted, String type, ZoneId zone) {
    private static final Set<String> TEXTS = Set.of("text", "character varying");
    private static final Set<String> WITH_NAN = Set.of("numeric", "double precision", "real");

    ColumnTypes.Kind kind() {
        return ColumnTypes.kind(type);
    }

    boolean isNumber() {
        return kind() == ColumnTypes.Kind.NUMBER;
    }

    /** Whether a value may be there that is no number. */
    boolean mayBeNaN() {
        return WITH_NAN.contains(type);
    }

    private boolean isBinary() {
        return type.equals("double precision") || type.equals("real");
    }

    /** What is compared, grouped and shown: decimals exactly, times as instants, everything that is no other kind as text. */
    String value() {
        return switch (kind()) {
            case NUMBER -> isBinary() ? quoted + "::text::numeric" : quoted;
            case TEXT -> TEXTS.contains(type) ? quoted : quoted + "::text";
            case BOOLEAN -> quoted;
            case DATE -> quoted;
            case TIME -> type.equals("timestamp with time zone") ? quoted : atShop(quoted);
        };
    }

    /** As {@link #value}, in an order that Java has too. */
    String ordered() {
        return kind() == ColumnTypes.Kind.TEXT ? value() + " collate \"C\"" : value();
    }

    /** As {@link #ordered}, with a date as the instant of its midnight. */
    String comparable() {
        return kind() == ColumnTypes.Kind.DATE ? atShop(quoted + "::timestamp") : ordered();
    }

    private String atShop(String local) {
        return "(" + local + " at time zone " + Literal.text(zone.getId()) + ")";
    }

    /** Its text: plain decimals, times in ISO form and UTC. */
    String text() {
        return switch (kind()) {
            case TEXT -> value();
            case NUMBER, BOOLEAN -> value() + "::text";
            case DATE -> "to_char(" + quoted + ", 'YYYY-MM-DD')";
            case TIME ->
                "regexp_replace(to_char(" + value()
                        + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '(\\.000000|000)$', '') || 'Z'";
        };
    }

    /** For arithmetic that must not overflow. */
    String numeric() {
        if (!isNumber()) {
            throw new IllegalArgumentException("column " + name + " holds no numbers, its type is " + type);
        }
        return isBinary() || type.equals("numeric") ? value() : quoted + "::numeric";
    }

    /** True where it is a number, as far as its type leaves that open; null where nothing has to be asked. */
    @Nullable
    String isANumber() {
        return mayBeNaN() ? value() + " <> 'NaN'" : null;
    }

    /** A given value in SQL, as the other side of {@link #comparable}; null where it is of another kind. */
    @Nullable
    String literal(@Nullable Object given) {
        return switch (kind()) {
            case NUMBER -> given instanceof BigDecimal number ? Literal.number(number) : null;
            case TEXT -> given instanceof String text ? Literal.text(text) : null;
            case BOOLEAN -> given instanceof Boolean flag ? flag.toString() : null;
            case TIME, DATE -> {
                Instant time = given instanceof String text ? Values.time(text, zone) : null;
                yield time == null ? null : Literal.time(time);
            }
        };
    }

    /** Whether the comparison holds: null where there is no value; with another kind, only {@code <>} does. */
    String compare(Operator operator, Object given) {
        String literal = literal(given);
        if (literal == null) {
            String unlessNull = "nullif(" + quoted + " is null, true)";
            return operator == Operator.NOT_EQUAL ? "not " + unlessNull : unlessNull;
        }
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        String left = equality && kind() == ColumnTypes.Kind.TEXT ? value() : comparable();
        String compared = left + " " + operator.sql() + " " + literal;
        boolean upwards = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
        return upwards && mayBeNaN() ? "(" + compared + " and " + isANumber() + ")" : compared;
    }

    /** Whether it is one of them; false where none is of its kind. */
    String in(List<? extends @Nullable Object> given) {
        List<String> literals = new ArrayList<>();
        for (Object one : given) {
            String literal = literal(one);
            if (literal != null) {
                literals.add(literal);
            }
        }
        String left = kind() == ColumnTypes.Kind.TEXT ? value() : comparable();
        return literals.isEmpty()
                ? "nullif(" + quoted + " is null, true)"
                : left + " in (" + String.join(", ", literals) + ")";
    }

    /** Whether it lies between; false for what is of another kind than a bound. */
    String between(Bounds bounds) {
        List<String> parts = new ArrayList<>();
        Object min = bounds.min();
        if (min != null) {
            parts.add(compare(bounds.strictMin() ? Operator.GREATER : Operator.GREATER_OR_EQUAL, min));
        }
        Object max = bounds.max();
        if (max != null) {
            parts.add(compare(bounds.strictMax() ? Operator.LESS : Operator.LESS_OR_EQUAL, max));
        }
        return String.join(" and ", parts);
    }

    /** This against another column; null where they are of different kinds. */
    @Nullable
    String compare(String operator, Column other) {
        boolean times = isTime() && other.isTime();
        if (!times && kind() != other.kind()) {
            return null;
        }
        boolean midnights = times && kind() != other.kind();
        return (midnights ? comparable() : ordered()) + " " + operator + " "
                + (midnights ? other.comparable() : other.ordered());
    }

    private boolean isTime() {
        return kind() == ColumnTypes.Kind.TIME || kind() == ColumnTypes.Kind.DATE;
    }
}
