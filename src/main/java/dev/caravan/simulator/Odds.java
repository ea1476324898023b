package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A weighted choice. Weights are relative: they needn't add up to one. Filled once, then only drawn from. */
final class Odds<T> {

    private final List<T> values = new ArrayList<>();
    private double[] upTo = {};

    /** Adds a value, unless its weight is 0, and returns these odds. */
    Odds<T> with(T value, double weight) {
        if (weight > 0) {
            double total = total();
            upTo = Arrays.copyOf(upTo, upTo.length + 1);
            upTo[upTo.length - 1] = total + weight;
            values.add(value);
        }
        return this;
    }

    /** There must be at least one value. */
    T draw(RandomGenerator random) {
        double at = random.nextDouble() * total();
        int index = 0;
        while (index < upTo.length - 1 && at >= upTo[index]) {
            index++;
        }
        return values.get(index);
    }

    List<T> values() {
        return List.copyOf(values);
    }

    private double total() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }
}
