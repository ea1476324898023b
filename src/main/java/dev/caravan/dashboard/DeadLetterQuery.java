package dev.caravan.dashboard;

import dev.caravan.event.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for.
 *
 * @param reason only this one; null: all
 * @param from first instant of {@code failed_at}
 * @param to the instant after the last
 * @param before only dead letters older than the one of this id
 * @param limit at most so many
 */
record DeadLetterQuery(@Nullable Reason reason, Instant from, Instant to, long before, int limit) {

    private static final List<String> NAMES = List.of("reason", "from", "to", "before", "limit");
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST = 500;

    /**
     * @param query a query string such as {@code reason=too_large&limit=10}, not decoded
     * @throws BadParameter names the parameter and what is allowed
     */
    static DeadLetterQuery parse(@Nullable String query) {
        Map<String, String> given = QueryString.decode(query, NAMES);
        return new DeadLetterQuery(
                reason(given.get("reason")),
                instant("from", given.get("from"), Instant.EPOCH),
                instant("to", given.get("to"), EVER),
                QueryString.number("before", given.get("before"), Long.MAX_VALUE, Long.MAX_VALUE),
                (int) QueryString.number("limit", given.get("limit"), 50, MOST));
    }

    /** The named parameters; {@code rows} is one more than the limit, which tells whether a page follows. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("from", utc(from));
        parameters.put("to", utc(to));
        parameters.put("before", before);
        parameters.put("rows", limit + 1);
        if (reason != null) {
            parameters.put("reason", reason.code());
        }
        return parameters;
    }

    private static @Nullable Reason reason(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadParameter("reason must be one of "
                        + Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", ")) + ", was "
                        + QueryString.quoted(text)));
    }

    private static Instant instant(String name, @Nullable String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            // an unencoded + of an offset arrives as a blank
            Instant instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(EVER)) {
                throw new BadParameter(name + " must be a time from 1970 to 9999, was " + QueryString.quoted(text));
            }
            return instant;
        } catch (DateTimeException e) {
            throw new BadParameter(name + " must be a time with an offset such as 2026-11-22T00:00:00Z, was "
                    + QueryString.quoted(text));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
