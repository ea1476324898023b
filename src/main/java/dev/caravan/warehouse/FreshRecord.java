package dev.caravan.warehouse;

import dev.caravan.event.Parsed;
import dev.caravan.event.Received;

/**
 * A record that finds its place in the transaction under way, and never found one before.
 *
 * @param judgement the event, or the rejection of a dead letter
 * @param duplicate its event was stored before
 */
public record FreshRecord(Received received, Parsed judgement, boolean duplicate) {}
