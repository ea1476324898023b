package dev.caravan.quality.row;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When it is judged what was seen.
 *
 * @param now ages are measured up to then; of a window, its end
 */
record Judgement(Instant now, ZoneId shopTimeZone) {}
