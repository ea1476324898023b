package dev.caravan.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of columns by PostgreSQL's names, the other names that they have, and what kind of value they hold. */
public final class ColumnTypes {

    /** What a column's values are compared as. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        TIME,
        DATE
    }

    private static final Map<String, String> NAMES = names();

    private ColumnTypes() {}

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        alias(names, "smallint", "int2");
        alias(names, "integer", "int", "int4");
        alias(names, "bigint", "int8", "long");
        alias(names, "numeric", "decimal");
        alias(names, "real", "float4");
        alias(names, "double precision", "float8", "float", "double", "double_precision");
        alias(names, "text", "varchar", "character varying", "string", "str");
        alias(names, "character", "char", "bpchar");
        alias(names, "boolean", "bool");
        alias(names, "timestamp with time zone", "timestamptz", "datetime");
        alias(names, "timestamp without time zone", "timestamp");
        alias(names, "time without time zone", "time");
        alias(names, "time with time zone", "timetz");
        return Map.copyOf(names);
    }

    private static void alias(Map<String, String> names, String name, String... others) {
        for (String other : others) {
            names.put(other, name);
        }
    }

    /** PostgreSQL's name, in small letters and without length; of texts of any length: {@code text}. A name that isn't known stays. */
    public static String canonical(String type) {
        String name = type.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*\\([0-9, ]*\\)", "")
                .replaceAll("\\s+", " ");
        return NAMES.getOrDefault(name, name);
    }

    /** Whether a declared type is one of those. */
    public static boolean isOneOf(String declared, List<?> expected) {
        String name = canonical(declared);
        return expected.stream()
                .anyMatch(one -> one instanceof String text && canonical(text).equals(name));
    }

    public static Kind kind(String type) {
        return switch (canonical(type)) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "timestamp with time zone", "timestamp without time zone" -> Kind.TIME;
            case "date" -> Kind.DATE;
            default -> Kind.TEXT;
        };
    }
}
