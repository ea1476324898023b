package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * What makes an event the same event: the unique key of the table. An id that comes with two times is two events, in one batch or in two.
 * Ordered by time, then by id as PostgreSQL orders it.
 */
record EventKey(UUID eventId, Instant eventTime) implements Comparable<EventKey> {
    static EventKey of(Event event) {
        return new EventKey(event.eventId(), event.eventTime());
    }

    @Override
    public int compareTo(EventKey other) {
        int byTime = eventTime.compareTo(other.eventTime);
        return byTime != 0 ? byTime : compare(eventId, other.eventId);
    }

    /** Byte by byte. {@link UUID#compareTo} takes the halves as signed numbers. */
    private static int compare(UUID one, UUID other) {
        int byUpperHalf = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return byUpperHalf != 0
                ? byUpperHalf
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
