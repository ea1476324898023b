package dev.caravan.simulator;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user can choose about the simulated shop. The same settings and the same opening tell the same story, byte for byte.
 *
 * @param visitsPerDay visits of people on an average day, positive; they follow the rhythm of day and week
 * @param ratePerSec when given, exactly so many records a second at every hour, whatever the visits; positive
 * @param seed what chance grows from
 * @param faults what goes wrong
 * @param scenario what happens for a while, {@code scenarioAfter} the moment that the shop is opened with, for {@code scenarioLength}
 * @param timeZone the shop's, for its rhythm and for timestamps without an offset
 * @param currency of every price
 */
public record SimulatorSettings(
        double visitsPerDay,
        @Nullable Double ratePerSec,
        long seed,
        Faults faults,
        Scenario scenario,
        Duration scenarioAfter,
        Duration scenarioLength,
        ZoneId timeZone,
        Currency currency) {

    private static final double SECONDS_A_DAY = 86_400;

    public SimulatorSettings {
        if (!(visitsPerDay > 0 && visitsPerDay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("simulator visits per day must be positive, were " + visitsPerDay);
        }
        if (ratePerSec != null && !(ratePerSec > 0 && ratePerSec < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("simulator rate per second must be positive, was " + ratePerSec);
        }
        if (scenarioAfter.isNegative() || scenarioLength.isNegative()) {
            throw new IllegalArgumentException("a scenario must not begin before the opening or end before it begins");
        }
    }

    /** An everyday shop at a steady rate. */
    public static SimulatorSettings steady(
            double ratePerSec, long seed, Faults faults, ZoneId timeZone, Currency currency) {
        return new SimulatorSettings(
                1, ratePerSec, seed, faults, Scenario.EVERYDAY, Duration.ZERO, Duration.ZERO, timeZone, currency);
    }

    /** An everyday shop in the rhythm of day and week. */
    public static SimulatorSettings rhythmic(
            double visitsPerDay, long seed, Faults faults, ZoneId timeZone, Currency currency) {
        return new SimulatorSettings(
                visitsPerDay, null, seed, faults, Scenario.EVERYDAY, Duration.ZERO, Duration.ZERO, timeZone, currency);
    }

    /** The same with a scenario. */
    public SimulatorSettings with(Scenario scenario, Duration after, Duration length) {
        return new SimulatorSettings(
                visitsPerDay, ratePerSec, seed, faults, scenario, after, length, timeZone, currency);
    }

    /** Records a second, averaged over a week without a scenario. */
    public double meanRecordsPerSec() {
        return ratePerSec == null ? visitsPerDay / SECONDS_A_DAY * Crowd.EVENTS_A_VISIT : ratePerSec;
    }

    /** Two runs whose fingerprints differ tell different stories. */
    String fingerprint() {
        return visitsPerDay + " " + ratePerSec + " " + seed + " " + faults.bad() + " " + new TreeMap<>(faults.flaws())
                + " " + faults.duplicate() + " " + faults.orderResend() + " " + faults.late() + " "
                + faults.outOfOrder()
                + " " + faults.skew() + " " + faults.huge() + " " + faults.wrongCurrency() + " " + scenario.code() + " "
                + scenarioAfter + " " + scenarioLength + " " + timeZone + " " + currency.getCurrencyCode();
    }
}
