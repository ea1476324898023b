package dev.caravan.simulator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All visits in progress. Their number stays the same: who leaves makes room for the next, and it is chosen so that, at the given rate,
 * a visitor pauses between two steps as long as people do, on average {@value #MEAN_PAUSE_SEC} s. Above {@value #MOST_VISITS} visits
 * (about 6,000 events a second) there are no more of them; they get hastier instead.
 *
 * <p>Keeps a time of its own that counts the pauses, so it is the order of events, not their rate, that is made here. It opens with
 * everyone in the middle of something. Not thread-safe.
 */
final class Crowd {

    /** Measured over a million steps, pauses between visits included. */
    static final double MEAN_PAUSE_SEC = 16;

    static final int MOST_VISITS = 100_000;

    private static final int WARM_UP_STEPS_PER_VISIT = 12;
    private static final double SHORTEST_PAUSE_SEC = 1.5;
    private static final double PAUSE_BEFORE_NEXT_VISIT_SEC = 15;
    private static final double NO_SESSION_ID_SHARE = 0.12;
    private static final double FIRST_GENERATION_SHARE = 0.04;
    private static final double REFUND_SHARE_OF_VISITS = 0.0015;
    private static final int ORDERS_REMEMBERED = 200;

    private final Walk walk = new Walk();
    private final Referral.Mix referrals = new Referral.Mix();
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Ids ids;
    private final RandomGenerator random;
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingDouble(Turn::atSec).thenComparingLong(Turn::number));
    private final ArrayDeque<Order> returnable = new ArrayDeque<>();
    private long turnsGiven;

    Crowd(SimulatorSettings settings, Catalogue catalogue, Ids ids, RandomGenerator random) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.random = random;
        int size = (int) Math.max(2, Math.min(MOST_VISITS, Math.round(settings.ratePerSec() * MEAN_PAUSE_SEC)));
        visitors = new Visitors(settings.seed(), Math.max(5_000, 20 * size), ids);
        for (int i = 0; i < size; i++) {
            enqueue(landing(), random.nextDouble() * MEAN_PAUSE_SEC);
        }
        for (int i = 0; i < size * WARM_UP_STEPS_PER_VISIT; i++) {
            goOn(turns.remove());
        }
    }

    /** The visit whose turn it is, at the step whose event is to be sent now. Valid until {@link #goOn}. */
    Turn next() {
        Turn turn = turns.remove();
        Order order = turn.visit().order();
        if (turn.visit().step() == Step.BUY && order != null && !turn.visit().firstGeneration()) {
            returnable.add(order);
            if (returnable.size() > ORDERS_REMEMBERED) {
                returnable.remove();
            }
        }
        return turn;
    }

    /** Lets the visit choose its next step, or its successor come, and queues it. */
    void goOn(Turn turn) {
        Visit visit = turn.visit();
        double stay = visit.step().meanStaySec();
        if (visit.step() == Step.LAND && turn.returning() != null) {
            visit.giveBack(turn.returning());
        } else {
            visit.advance(walk, catalogue, ids, random);
        }
        if (visit.step() == Step.LEAVE) {
            double at = turn.atSec() + pause(PAUSE_BEFORE_NEXT_VISIT_SEC);
            Order order = random.nextDouble() < REFUND_SHARE_OF_VISITS ? returnable.poll() : null;
            if (order == null) {
                enqueue(landing(), at);
            } else {
                turns.add(new Turn(landing(order.visitor(), false), at, turnsGiven++, order));
            }
        } else {
            enqueue(visit, turn.atSec() + pause(stay));
        }
    }

    /** A visit that belongs to nobody's walk, looking at a product. */
    Visit stray() {
        Visit visit = landing(visitors.draw(random), false);
        visit.jumpToProduct();
        return visit;
    }

    private void enqueue(Visit visit, double atSec) {
        turns.add(new Turn(visit, atSec, turnsGiven++, null));
    }

    private Visit landing() {
        return landing(visitors.draw(random), random.nextDouble() < FIRST_GENERATION_SHARE);
    }

    private Visit landing(Visitor visitor, boolean firstGeneration) {
        boolean nameless = visitor.userId() == null && random.nextDouble() < NO_SESSION_ID_SHARE;
        String session = nameless ? null : ids.uuid();
        Product product = catalogue.draw(random);
        Line line = new Line(product, product.variants().get(0), 1);
        return new Visit(visitor, session, referrals.draw(random), firstGeneration, line);
    }

    /** Exponential above a shortest pause, with that mean. */
    private double pause(double meanSec) {
        return SHORTEST_PAUSE_SEC - (meanSec - SHORTEST_PAUSE_SEC) * Math.log(1 - random.nextDouble());
    }

    /**
     * When a visit sends its event, in the crowd's own seconds.
     *
     * @param number settles ties, so that the order never depends on the queue's insides
     * @param returning the order that is to be given back after landing
     */
    record Turn(
            Visit visit,
            double atSec,
            long number,
            @Nullable Order returning) {}
}
