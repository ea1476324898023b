package dev.caravan.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes, without LF or CRLF and without a UTF-8 byte order mark at the start.
 *
 * <p>Memory is bounded by {@link #MAX_BYTES}, however long a line is: of a longer one only the start comes out, one byte longer than an
 * event may be, so that it is refused as too large. Not thread-safe.
 */
final class BoundedLines {
    /** An event may have 65,536 bytes; a line is cut one byte later. */
    static final int MAX_BYTES = 65_537;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int KEPT_BYTES = MAX_BYTES + BYTE_ORDER_MARK.length;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int position;
    private int limit;
    private long number;

    /** The lines of {@code in}, which the caller closes. */
    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** The number of the line that {@link #next} gave last, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /**
     * The next line; null at the end. A last line without a line feed is a line.
     *
     * @throws IOException when the stream breaks; the line in which it does is not given
     */
    byte @Nullable [] next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        line.reset();
        boolean ended = false;
        while (!ended && (position < limit || fill())) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, Math.min(end - position, KEPT_BYTES - line.size()));
            ended = end < limit;
            position = ended ? end + 1 : end;
        }
        number++;
        return content();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private byte[] content() {
        byte[] bytes = line.toByteArray();
        int from = number == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        to = Math.min(to, from + MAX_BYTES);
        return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean startsWithMark(byte[] bytes) {
        int length = BYTE_ORDER_MARK.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    }
}
