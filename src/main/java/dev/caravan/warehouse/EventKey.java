package dev.caravan.warehouse;

import dev.caravan.event.Event;
import java.time.Instant;
import java.util.UUID;

/** What makes an event the same event: the unique key of the table. An id that comes with two times is two events, in one batch or in two. */
record EventKey(UUID eventId, Instant eventTime) {
    static EventKey of(Event event) {
        return new EventKey(event.eventId(), event.eventTime());
    }
}
