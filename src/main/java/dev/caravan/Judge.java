package dev.caravan;

import dev.caravan.event.EventParser;
import dev.caravan.event.Parsed;
import java.time.InstantSource;

/** Lends the parser a clock. */
public final class Judge {
    private final EventParser parser;
    private final InstantSource clock;

    Judge(EventParser parser, InstantSource clock) {
        this.parser = parser;
        this.clock = clock;
    }

    /** The event that a record's bytes are, or the rejection that says why they are none. */
    public Parsed parse(byte[] record) {
        return parser.parse(record, clock.instant());
    }
}
