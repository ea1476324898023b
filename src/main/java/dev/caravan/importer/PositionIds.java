package dev.caravan.importer;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids for events that bring none: from the digest of the file's content and the line. The same content under another name, or
 * gzipped, gives the same ids; two equal lines of one file are two events.
 *
 * @param digest SHA-256 of the file's uncompressed content, in hex
 */
record PositionIds(String digest) {

    /** The id of the event that begins on that line: a name-based UUID. */
    String at(long line) {
        return UUID.nameUUIDFromBytes((digest + ':' + line).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
