package dev.caravan.simulator;

import java.util.random.RandomGenerator;

/** Visits arrive as a Poisson process whose rate follows a {@link Flow}. In the crowd's own time. Not thread-safe. */
final class Arrivals {

    private final Flow flow;
    private final RandomGenerator random;
    private long nextMicros;
    private boolean nextIsBot;

    /** @param fromMicros nobody comes before */
    Arrivals(Flow flow, RandomGenerator random, long fromMicros) {
        this.flow = flow;
        this.random = random;
        this.nextMicros = fromMicros;
    }

    long nextMicros() {
        return nextMicros;
    }

    boolean nextIsBot() {
        return nextIsBot;
    }

    /**
     * Draws who comes after the one that came. A piece of the flow that ends before somebody comes is left behind, which is right since such a
     * process has no memory.
     */
    void advance(long wallMicros) {
        while (true) {
            Flow.Piece piece = flow.from(nextMicros, wallMicros);
            double perSec = piece.peoplePerSec() + piece.botsPerSec();
            double gapSec = -StrictMath.log(1 - random.nextDouble()) / perSec;
            double leftMicros = (double) piece.untilMicros() - nextMicros;
            if (gapSec * 1e6 < leftMicros) {
                nextMicros += (long) (gapSec * 1e6);
                nextIsBot = random.nextDouble() * perSec >= piece.peoplePerSec();
                return;
            }
            nextMicros = piece.untilMicros();
        }
    }

    void postpone(long micros) {
        nextMicros += micros;
    }
}
