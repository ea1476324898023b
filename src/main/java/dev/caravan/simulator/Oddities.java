package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Decides what goes wrong on the way of a good event, and how. Not thread-safe. */
final class Oddities {

    private static final long SHORTEST_DELAY_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final double LOG_OF_LONGEST = StrictMath.log(3.0 * 24 * 60);
    private static final long MOST_OVERTAKEN_MICROS = TimeUnit.SECONDS.toMicros(8);
    private static final long LEAST_OVERTAKEN_MICROS = TimeUnit.MILLISECONDS.toMicros(200);

    private final Faults faults;
    private final RandomGenerator random;
    private final Wording usual;
    private final Wording otherCurrency;

    /** @param currency the shop's */
    Oddities(Faults faults, String currency, RandomGenerator random) {
        this.faults = faults;
        this.random = random;
        this.usual = Wording.in(currency);
        this.otherCurrency = Wording.in(currency.equals("USD") ? "EUR" : "USD");
    }

    /** How the event of that step is put. */
    Wording wording(Step step, boolean firstGeneration) {
        Wording wording = usual;
        if (hits(faults.wrongCurrency()) && !firstGeneration && namesCurrency(step)) {
            wording = otherCurrency;
        }
        return hits(faults.huge()) ? wording.padded() : wording;
    }

    Wording usual() {
        return usual;
    }

    /** How much later than it happened an event is sent, in microseconds; mostly 0. From a minute to three days, evenly by magnitude. */
    long delayMicros() {
        if (hits(faults.late())) {
            return (long) (SHORTEST_DELAY_MICROS * StrictMath.exp(random.nextDouble() * LOG_OF_LONGEST));
        }
        return hits(faults.outOfOrder()) ? random.nextLong(LEAST_OVERTAKEN_MICROS, MOST_OVERTAKEN_MICROS) : 0;
    }

    boolean resendsOrder() {
        return hits(faults.orderResend());
    }

    /** What the two events of an order that is sent twice state: mostly the same, often one of them nothing, seldom another amount. */
    List<Order> twice(Order order) {
        double chance = random.nextDouble();
        if (chance < 0.5) {
            return List.of(order, order);
        }
        if (chance < 0.75) {
            return List.of(order, order.stating(null));
        }
        if (chance < 0.95) {
            return List.of(order.stating(null), order);
        }
        BigDecimal withShipping = order.revenue().add(order.shipping()).add(order.tax());
        return List.of(order, order.stating(withShipping));
    }

    /** Mostly some hundredths of a second later, sometimes minutes, in microseconds. */
    long resendAfterMicros() {
        return random.nextInt(4) > 0
                ? TimeUnit.MILLISECONDS.toMicros(random.nextInt(20, 300))
                : TimeUnit.SECONDS.toMicros(random.nextInt(60, 900));
    }

    private boolean hits(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private static boolean namesCurrency(Step step) {
        return switch (step) {
            case VIEW, WISH, ADD, REMOVE, CART, CHECKOUT, ADDRESS, PAYMENT, BUY, REFUND -> true;
            default -> false;
        };
    }
}
