package dev.caravan.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * All visits in progress, and those who come. Keeps a time of its own, in which visits arrive and pause. In the rhythm of day and week that
 * is the shop's time; at a steady rate only the order of its steps counts.
 *
 * <p>Opens with everyone in the middle of something. Not thread-safe.
 */
final class Crowd {

    /** Measured over half a million events, crawlers included. */
    static final double EVENTS_A_VISIT = 4.2;

    /** At a steady rate above 3,000 a second there are no more visits in progress (about 50,000); they get hastier instead. */
    private static final double MOST_VISITS_PER_SEC = 600;

    private static final long WARM_UP_MICROS = TimeUnit.MINUTES.toMicros(15);
    private static final double NO_SESSION_ID_SHARE = 0.12;
    private static final double FIRST_GENERATION_SHARE = 0.04;

    private final Agenda agenda = new Agenda();
    private final World world;
    private final Arrivals arrivals;
    private final Visitors visitors;
    private final Referral.Mix referrals = new Referral.Mix();
    private final RandomGenerator random;
    private final long seed;
    private long visits;
    private long nowMicros;

    /** @param fromMicros of the crowd's own time; people are there from the beginning */
    Crowd(World world, Flow flow, Visitors visitors, long seed, RandomGenerator random, long fromMicros) {
        this.world = world;
        this.visitors = visitors;
        this.seed = seed;
        this.random = random;
        this.nowMicros = fromMicros - WARM_UP_MICROS;
        this.arrivals = new Arrivals(flow, random, nowMicros);
        arrivals.advance(nowMicros);
        while (nextMicros() < fromMicros) {
            goOn(next(nowMicros), nowMicros);
        }
    }

    /** Visits a second that make so many events a second. */
    static double visitsPerSec(double eventsPerSec) {
        return Math.min(MOST_VISITS_PER_SEC, eventsPerSec / EVENTS_A_VISIT);
    }

    long nextMicros() {
        return Math.min(agenda.nextMicros(), arrivals.nextMicros());
    }

    /**
     * The visit whose turn it is, at the step whose event is to be sent now. It must be given back to {@link #goOn}.
     *
     * @param wallMicros the shop's time
     */
    Visit next(long wallMicros) {
        if (arrivals.nextMicros() <= agenda.nextMicros()) {
            nowMicros = arrivals.nextMicros();
            boolean bot = arrivals.nextIsBot();
            arrivals.advance(wallMicros);
            return bot
                    ? landing(visitors.bot(random), false, wallMicros)
                    : landing(visitors.person(random), random.nextDouble() < FIRST_GENERATION_SHARE, wallMicros);
        }
        nowMicros = agenda.nextMicros();
        return agenda.poll();
    }

    /** Lets the visit choose its next step. */
    void goOn(Visit visit, long wallMicros) {
        long stayMicros = visit.stayMicros();
        visit.advance(world, wallMicros);
        if (visit.step() != Step.LEAVE) {
            agenda.add(visit, nowMicros + stayMicros);
        }
    }

    /** Lets somebody land now who comes for an earlier order. */
    void welcome(Return earlier, long wallMicros) {
        Visit visit = landing(earlier.order().visitor(), false, wallMicros);
        visit.comeFor(earlier);
        agenda.add(visit, nowMicros);
    }

    /** A visit that belongs to nobody's walk, looking at a product. */
    Visit stray(long wallMicros) {
        Visit visit = landing(visitors.person(random), false, wallMicros);
        visit.jumpToProduct();
        return visit;
    }

    /** Everything happens so much later. */
    void postpone(long micros) {
        nowMicros += micros;
        agenda.postpone(micros);
        arrivals.postpone(micros);
    }

    private Visit landing(Visitor visitor, boolean firstGeneration, long wallMicros) {
        boolean nameless = !visitor.isCustomer() && random.nextDouble() < NO_SESSION_ID_SHARE;
        String session = nameless ? null : world.ids().session();
        RandomGenerator own = new SplittableRandom(seed + 0x632BE59BD9B4E019L * ++visits);
        Product product = world.catalogue().draw(own);
        Line line = new Line(product, 0, world.prices().of(product, wallMicros), 1);
        return new Visit(Arrival.of(visitor, session, referrals.draw(own), firstGeneration), line, own);
    }
}
