package dev.caravan.quality.row;

import dev.caravan.event.Parsed;
import dev.caravan.event.Received;

/**
 * One record of the stream and what became of it.
 *
 * @param duplicate whether the event was stored before
 */
public record StreamRecord(Received received, Parsed judgement, boolean duplicate) {}
