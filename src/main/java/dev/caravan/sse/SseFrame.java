package dev.caravan.sse;

import io.vertx.core.buffer.Buffer;

/**
 * The wire format: one server-sent event, encoded once and shared by all clients.
 *
 * <p>Source: <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>.
 *
 * @param event name of the event
 * @param number grows with each event of the path
 * @param bytes the frame as it is sent, UTF-8; never changed after it is made
 */
record SseFrame(String event, long number, Buffer bytes) {

    /** Keeps proxies from closing a connection on which nothing happens. The browser ignores it. */
    static final Buffer KEEP_ALIVE = Buffer.buffer(": keep-alive\n\n");

    /** A frame of {@code data}, whose lines may end in LF, CR LF or CR: each becomes a {@code data:} line. */
    static SseFrame of(String event, SseId id, String data) {
        String name = oneLine(event);
        StringBuilder text = new StringBuilder(data.length() + name.length() + 64);
        text.append("event: ").append(name).append('\n');
        text.append("id: ").append(id).append('\n');
        appendLines(text, data);
        return new SseFrame(name, id.number(), Buffer.buffer(text.append('\n').toString()));
    }

    /** Tells the browser to wait {@code retryMs} before it connects again. */
    static Buffer retry(long retryMs) {
        return Buffer.buffer("retry: " + retryMs + "\n\n");
    }

    private static void appendLines(StringBuilder text, String data) {
        int length = data.length();
        int start = 0;
        for (int i = 0; i <= length; i++) {
            boolean ends = i == length || data.charAt(i) == '\n' || data.charAt(i) == '\r';
            if (ends) {
                text.append("data: ").append(data, start, i).append('\n');
                boolean crLf = i + 1 < length && data.charAt(i) == '\r' && data.charAt(i + 1) == '\n';
                i = crLf ? i + 1 : i;
                start = i + 1;
            }
        }
    }

    /** CR and LF would end the field, and what follows would be read as a field of its own. */
    private static String oneLine(String field) {
        return field.replace("\r", "").replace("\n", "");
    }
}
