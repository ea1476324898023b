package dev.caravan.dashboard;

import java.time.ZoneId;

/**
 * Whose dashboard it is.
 *
 * @param timeZone the zone whose midnight begins the shop's day
 * @param currency ISO 4217; shown first, and the one of the revenue per minute
 */
public record Shop(ZoneId timeZone, String currency) {
    public Shop {
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be three capital letters, was " + currency);
        }
    }
}
