package dev.caravan.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as it came from the topic, untouched. */
public final class Received {
    private final String topic;
    private final int partition;
    private final long offset;
    private final long timestampMs;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /**
     * @param timestampMs the record's own, milliseconds since 1970
     * @param headers in the order of the record; a name may come twice
     */
    public Received(
            String topic,
            int partition,
            long offset,
            long timestampMs,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestampMs = timestampMs;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public long timestampMs() {
        return timestampMs;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The last header of that name as text; null if there is none. */
    public @Nullable String header(String name) {
        String found = null;
        for (Header header : headers) {
            if (header.name().equals(name)) {
                found = header.text();
            }
        }
        return found;
    }
}
