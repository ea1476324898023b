package dev.caravan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;

/**
 * Every HTTP error, as JSON {@code {"error":{"code":"…","message":"…"}}}.
 *
 * @param status HTTP status
 * @param code what went wrong, of a closed set, for programs
 * @param message what went wrong, for people
 */
record HttpError(int status, String code, String message) {

    static final HttpError NOT_FOUND = new HttpError(404, "not_found", "nothing is served at this path");

    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        return write(Map.of("error", Map.of("code", code, "message", message)));
    }

    /** The same for the browsers that listen to a stream. */
    String outageJson(Instant since) {
        return write(Map.of("since", since.toString(), "code", code, "message", message));
    }

    private static String write(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of text is always JSON", e);
        }
    }
}
