package dev.caravan.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, as text. */
public final class QueryString {
    private QueryString() {}

    /**
     * The parameters that are given and not empty, by name.
     *
     * @param query a query string such as {@code reason=too_large&limit=10}, not decoded
     * @param names what is allowed
     * @throws BadParameter if one isn't allowed, is given twice, or is not percent-encoded
     */
    public static Map<String, String> decode(@Nullable String query, List<String> names) {
        Map<String, String> given = decodeAll(query, names);
        given.values().removeIf(String::isEmpty);
        return given;
    }

    /** The same, with those that are given and empty. */
    public static Map<String, String> decodeAll(@Nullable String query, List<String> names) {
        Map<String, String> given = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return given;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!names.contains(name)) {
                throw new BadParameter(
                        "unknown parameter " + quoted(name) + ", allowed are " + String.join(", ", names));
            }
            if (given.put(name, value) != null) {
                throw new BadParameter(name + " must be given once");
            }
        }
        return given;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("the query is not percent-encoded: " + quoted(text));
        }
    }

    /**
     * A whole number from 1 on.
     *
     * @throws BadParameter names the parameter and what is allowed
     */
    public static long number(String name, @Nullable String text, long otherwise, long most) {
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered like a number out of range
        }
        throw new BadParameter(name + " must be a whole number from 1 to " + most + ", was " + quoted(text));
    }

    /** What was given, short enough for a message. */
    public static String quoted(String text) {
        return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
    }
}
