package dev.caravan.simulator;

import java.util.random.RandomGenerator;

/** How long visitors stay: log-normal, as dwell times are, many short and a few very long. */
final class Pauses {

    /** Standard deviation of the logarithm. */
    static final double SIGMA = 0.8;

    private static final double BOT_SIGMA = 0.2;
    private static final double BOT_MEDIAN_SEC = 1.2;
    private static final double LONGEST_SEC = 1200;

    private Pauses() {}

    /** In microseconds, at most 20 minutes: who stays longer has left. */
    static long after(Step step, RandomGenerator random) {
        return micros(step.medianStaySec(), SIGMA, random);
    }

    /** A crawler's, in microseconds. */
    static long ofBot(RandomGenerator random) {
        return micros(BOT_MEDIAN_SEC, BOT_SIGMA, random);
    }

    private static long micros(double medianSec, double sigma, RandomGenerator random) {
        double sec = medianSec * StrictMath.exp(sigma * random.nextGaussian());
        return (long) (Math.min(sec, LONGEST_SEC) * 1e6);
    }
}
