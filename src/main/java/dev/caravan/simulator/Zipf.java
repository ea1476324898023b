package dev.caravan.simulator;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Popularity as shops see it: rank k, from 1, is drawn in proportion to 1/k. Of 300 products the first has 16 % of all views and the
 * last 0.05 %.
 */
final class Zipf {

    private final double[] upTo;

    /** @param size number of ranks, positive */
    Zipf(int size) {
        upTo = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    /** A rank, counted from 0. */
    int draw(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return found >= 0 ? Math.min(found + 1, upTo.length - 1) : -found - 1;
    }
}
