package dev.caravan.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How a sender's event id becomes the UUID under which the event is stored. */
public final class EventIds {
    private EventIds() {}

    /** True for the 36 characters of a UUID, in either case; nothing that {@link UUID#fromString} would complete. */
    public static boolean isUuid(String id) {
        if (id.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** The UUID itself, else the name-based one: version 3, the MD5 of the id's UTF-8 bytes without a name space. */
    public static UUID uuidOf(String id) {
        return isUuid(id) ? UUID.fromString(id) : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
