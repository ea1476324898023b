package dev.caravan.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/**
 * What a run of the simulator is.
 *
 * @param id the 8 hex digits that begin each of its event ids
 * @param openedAt when its story begins
 * @param startedAt when its sending began, by the clock of the machine that sends
 * @param timeZone of the shop's days
 * @param currency of the shop
 */
public record SheetRun(
        String id,
        long seed,
        String scenario,
        Instant openedAt,
        Instant startedAt,
        ZoneId timeZone,
        Currency currency) {}
