package dev.caravan.importer;

import org.jspecify.annotations.Nullable;

/** One record for the topic of events, good or bad: the pipeline judges it. */
final class ImportRecord {
    private final @Nullable String key;
    private final byte[] value;
    private final long line;
    private final long doneLines;

    /**
     * A record that owns {@code value}.
     *
     * @param key the visitor; null where none can be told
     * @param value the event's JSON, or the line as it is
     * @param line number of the first line it was made of, from 1
     * @param doneLines once this record and all before it are stored, so many lines from the file's start need no second reading
     */
    ImportRecord(@Nullable String key, byte[] value, long line, long doneLines) {
        this.key = key;
        this.value = value;
        this.line = line;
        this.doneLines = doneLines;
    }

    @Nullable
    String key() {
        return key;
    }

    /** The bytes themselves, not a copy. */
    byte[] value() {
        return value;
    }

    long line() {
        return line;
    }

    long doneLines() {
        return doneLines;
    }
}
