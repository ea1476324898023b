package dev.caravan.sse;

import io.vertx.core.http.HttpServerResponse;

/** The headers of a stream and of a refusal. */
final class SseHeaders {

    private static final int SERVICE_UNAVAILABLE = 503;

    private SseHeaders() {}

    /** 200, an endless {@code text/event-stream} that no proxy may store or hold back. */
    static void stream(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    /** 503 with {@code Retry-After}: as many clients are connected as may be. */
    static void full(HttpServerResponse response, int maxClients) {
        response.setStatusCode(SERVICE_UNAVAILABLE)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Retry-After", "10")
                .end("{\"error\":{\"code\":\"too_many_clients\",\"message\":\"at most " + maxClients
                        + " clients can listen at a time\"}}");
    }
}
