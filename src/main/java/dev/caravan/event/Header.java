package dev.caravan.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One header of a record, as it came. */
public final class Header {
    private final String name;
    private final byte @Nullable [] value;

    public Header(String name, byte @Nullable [] value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** The value read as UTF-8; null for a header without one. */
    public @Nullable String text() {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
