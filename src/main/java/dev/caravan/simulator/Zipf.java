package dev.caravan.simulator;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Popularity as shops see it: rank k, from 1, is drawn in proportion to 1/k. Of 300 products the first has 16 % of all views and the
 * last 0.05 %.
 */
final class Zipf {

    private final double[] upTo;

    /** @param size number of ranks, positive */
    Zipf(int size) {
        this(IntStream.range(0, size).toArray());
    }

    /** @param ranks those that can be drawn, counted from 0, at least one */
    Zipf(int[] ranks) {
        upTo = new double[ranks.length];
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += 1.0 / (ranks[i] + 1);
            upTo[i] = sum;
        }
    }

    /** The place of a rank among those that can be drawn, counted from 0. */
    int draw(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return found >= 0 ? Math.min(found + 1, upTo.length - 1) : -found - 1;
    }
}
