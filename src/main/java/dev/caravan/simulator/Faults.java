package dev.caravan.simulator;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much goes wrong, each as a share from 0 to 1.
 *
 * @param bad of all records: must end as dead letters
 * @param flaws how the bad ones are shared out among the flaws, by weight; at least one is positive
 * @param duplicate of all records: exact copies of one of the last hundred good ones
 * @param orderResend of purchases: sent again as another event of the same order
 * @param late of good events: sent a minute to 3 days after they happened
 * @param outOfOrder of good events: overtaken by what happened in the next seconds
 * @param skew of visitors: their clocks are wrong by up to 75 minutes, in both directions
 * @param huge of good events: padded to nearly 64 KB
 * @param wrongCurrency of good events with an amount: in another currency than the shop's
 */
public record Faults(
        double bad,
        Map<Flaw, Double> flaws,
        double duplicate,
        double orderResend,
        double late,
        double outOfOrder,
        double skew,
        double huge,
        double wrongCurrency) {

    /** Everything arrives once, in order and in time. */
    public static final Faults NONE = new Faults(0, evenly(), 0, 0, 0, 0, 0, 0, 0);

    public Faults {
        requireShare("bad", bad);
        requireShare("duplicate", duplicate);
        requireShare("order resend", orderResend);
        requireShare("late", late);
        requireShare("out of order", outOfOrder);
        requireShare("skew", skew);
        requireShare("huge", huge);
        requireShare("wrong currency", wrongCurrency);
        if (bad + duplicate > 1) {
            throw new IllegalArgumentException(
                    "simulator bad and duplicate ratio must be at most 1 together, were " + bad + " and " + duplicate);
        }
        if (flaws.values().stream().noneMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException("one flaw at least must have a positive share");
        }
        flaws = Map.copyOf(flaws);
    }

    /** That share bad, half of it again resent and half of it late. */
    public static Faults ofBad(double bad) {
        return new Faults(bad, evenly(), Math.min(bad / 2, 1 - bad), 0, bad / 2, 0, 0, 0, 0);
    }

    /** Every flaw as often as every other. */
    public static Map<Flaw, Double> evenly() {
        Map<Flaw, Double> flaws = new EnumMap<>(Flaw.class);
        for (Flaw flaw : Flaw.values()) {
            flaws.put(flaw, 1.0);
        }
        return flaws;
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("simulator " + name + " ratio must be from 0 to 1, was " + share);
        }
    }
}
