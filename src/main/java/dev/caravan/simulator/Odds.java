package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A weighted choice. Weights are relative: they needn't add up to one. Filled once, then only drawn from. */
final class Odds<T> {

    private final List<T> values = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    /** Adds a value and returns these odds. */
    Odds<T> with(T value, double weight) {
        total += weight;
        values.add(value);
        upTo.add(total);
        return this;
    }

    T draw(RandomGenerator random) {
        double at = random.nextDouble() * total;
        int index = 0;
        while (index < values.size() - 1 && at >= upTo.get(index)) {
            index++;
        }
        return values.get(index);
    }

    List<T> values() {
        return List.copyOf(values);
    }
}
