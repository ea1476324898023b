package dev.caravan.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Orders that will come back: of a hundred, one is cancelled within hours and five are refunded days later, six of ten
 * large ones only in part. Remembers
 * {@value #MOST} at most; above that (some ten thousand events a second) fewer orders come back. Not thread-safe.
 */
final class Returns {

    static final double CANCELLED_SHARE = 0.01;
    static final double REFUNDED_SHARE = 0.05;
    static final double PARTIAL_SHARE_OF_LARGE = 0.6;

    private static final int MOST = 50_000;
    private static final double WITHOUT_AMOUNT_SHARE = 0.1;
    private static final double HOURS_TO_CANCELLATION = 2;
    private static final double DAYS_TO_REFUND = 4;
    private static final double SIGMA = 0.6;

    private final PriorityQueue<Return> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Return::dueMicros).thenComparingLong(Return::number));
    private final RandomGenerator random;
    private long number;

    Returns(RandomGenerator random) {
        this.random = random;
    }

    /** Decides what will come of an order that was just sent. */
    void consider(Order order, long wallMicros) {
        double chance = random.nextDouble();
        if (waiting.size() >= MOST || chance >= CANCELLED_SHARE + REFUNDED_SHARE) {
            return;
        }
        if (chance < CANCELLED_SHARE) {
            add(order.stating(null), Step.CANCEL, wallMicros + delay(HOURS_TO_CANCELLATION, TimeUnit.HOURS));
            return;
        }
        boolean partial = order.lines().size() > 1 && random.nextDouble() < PARTIAL_SHARE_OF_LARGE;
        Order back = partial ? order.only(random.nextInt(order.lines().size())) : order;
        boolean silent = !partial && random.nextDouble() < WITHOUT_AMOUNT_SHARE;
        add(silent ? order.stating(null) : back, Step.REFUND, wallMicros + delay(DAYS_TO_REFUND, TimeUnit.DAYS));
    }

    /** {@link Long#MAX_VALUE} if nothing is to come back. */
    long nextMicros() {
        Return next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.dueMicros();
    }

    /** The next one; null if there is none. */
    @Nullable
    Return poll() {
        return waiting.poll();
    }

    private void add(Order back, Step step, long dueMicros) {
        waiting.add(new Return(back, step, dueMicros, number++));
    }

    /** Log-normal with that median. */
    private long delay(double median, TimeUnit unit) {
        double factor = StrictMath.exp(SIGMA * random.nextGaussian());
        return (long) (median * factor * unit.toMicros(1));
    }
}
