package dev.caravan.simulator;

import java.time.ZoneId;
import java.util.Currency;

/**
 * What a user can choose about the simulated shop.
 *
 * @param ratePerSec records a second, bad and resent ones included; positive
 * @param seed the same seed tells the same story
 * @param badRatio share of records that must end as dead letters, 0..1; half of it again is resent and half of it is sent late
 * @param timeZone the shop's, for the timestamps without an offset
 * @param currency of every price
 */
public record SimulatorSettings(double ratePerSec, long seed, double badRatio, ZoneId timeZone, Currency currency) {

    public SimulatorSettings {
        if (!(ratePerSec > 0 && ratePerSec < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("simulator rate per second must be positive, was " + ratePerSec);
        }
        if (!(badRatio >= 0 && badRatio <= 1)) {
            throw new IllegalArgumentException("simulator bad ratio must be from 0 to 1, was " + badRatio);
        }
    }
}
