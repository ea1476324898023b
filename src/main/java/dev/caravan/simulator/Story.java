package dev.caravan.simulator;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of records that settings and opening determine, each with the time at which it is due: in the rhythm of day and week when its
 * visitor acts, at a steady rate in the next {@link Slots slot}. Not thread-safe.
 */
final class Story {

    private static final double MOST_EXTRA_RECORDS = 0.5;
    private static final int NOTES = 60;
    private static final int FEWEST_CUSTOMERS = 5_000;
    private static final int CUSTOMERS_A_VISIT_A_SEC = 300;

    private final Faults faults;
    private final ScenarioSpan span;
    private final Ids ids;
    private final @Nullable Slots slots;
    private final Crowd crowd;
    private final Returns returns;
    private final Oddities oddities;
    private final BadEvents badEvents;
    private final EventJson json;
    private final RandomGenerator random;
    private final Held held = new Held();
    private final Recent recent = new Recent();

    /** Opens the shop, which takes up to a second. */
    Story(SimulatorSettings settings, Instant opening, ScenarioSpan span) {
        this.faults = settings.faults();
        this.span = span;
        this.ids = new Ids(settings, opening);
        SplittableRandom seeded = new SplittableRandom(settings.seed());
        Names names = new Names(settings.seed());
        int decimals = Math.max(0, settings.currency().getDefaultFractionDigits());
        Catalogue catalogue = new Catalogue(seeded.split(), decimals, names);
        Prices prices = new Prices(catalogue, span, settings.timeZone(), settings.seed());
        World world = new World(catalogue, prices, new Walk(), ids, span);
        double visitsPerSec = Crowd.visitsPerSec(settings.meanRecordsPerSec());
        int customers = (int) Math.max(FEWEST_CUSTOMERS, visitsPerSec * CUSTOMERS_A_VISIT_A_SEC);
        Visitors visitors = new Visitors(settings.seed(), customers, faults.skew(), ids);
        Double rate = settings.ratePerSec();
        long openingMicros = ScenarioSpan.micros(opening);
        this.slots = rate == null ? null : new Slots(rate, openingMicros, span);
        Flow flow = rate == null
                ? Flow.rhythmic(settings.visitsPerDay(), new Rhythm(settings.timeZone()), span)
                : Flow.steady(visitsPerSec, span);
        this.crowd = new Crowd(world, flow, visitors, settings.seed(), seeded.split(), openingMicros);
        this.returns = new Returns(seeded.split());
        this.oddities = new Oddities(faults, settings.currency().getCurrencyCode(), seeded.split());
        this.badEvents = new BadEvents(faults.flaws(), seeded.split());
        this.json = new EventJson(ids, settings.timeZone(), names.notes(NOTES));
        this.random = seeded;
    }

    String run() {
        return ids.run();
    }

    /** When the next record is due; {@link #next} may find that there is none at that moment. */
    long nextMicros() {
        return slots != null ? slots.nextMicros() : Math.min(heldMicros(), nextActMicros());
    }

    /** The record that is due at {@link #nextMicros}; null if what happened then is not sent, or later. */
    @Nullable
    SimulatedEvent next() {
        long micros = nextMicros();
        if (slots != null) {
            while (returns.nextMicros() <= micros) {
                welcomeNext(micros);
            }
            SimulatedEvent event = heldMicros() <= micros ? sendHeld() : happen(micros);
            if (event != null) {
                slots.take();
            }
            return event;
        }
        if (heldMicros() <= micros) {
            return sendHeld();
        }
        if (returns.nextMicros() <= micros) {
            welcomeNext(micros);
            return null;
        }
        if (span.at(micros) == Scenario.SILENCE) {
            crowd.goOn(crowd.next(micros), micros);
            return null;
        }
        return happen(micros);
    }

    /** Everything that is to come, but what is held, happens so much later, or earlier if negative. */
    void postpone(long micros) {
        if (slots != null) {
            slots.postpone(micros);
        } else {
            crowd.postpone(micros);
        }
    }

    /** When the shop has something to do next, apart from what is held: it is what {@link #postpone} moves. */
    long nextOwnMicros() {
        return slots != null ? slots.nextMicros() : nextActMicros();
    }

    private long nextActMicros() {
        return Math.min(crowd.nextMicros(), returns.nextMicros());
    }

    private long heldMicros() {
        long micros = held.nextMicros();
        return span.at(micros) == Scenario.SILENCE ? span.toMicros() : micros;
    }

    private SimulatedEvent sendHeld() {
        return recent.remember(held.poll());
    }

    private void welcomeNext(long micros) {
        Return earlier = returns.poll();
        if (earlier != null) {
            crowd.welcome(earlier, micros);
        }
    }

    /** A bad record, a copy of an earlier one, or what a visitor does. */
    private @Nullable SimulatedEvent happen(long micros) {
        double chance = random.nextDouble();
        SimulatedEvent extra = null;
        if (chance < faults.bad()) {
            Visit stray = crowd.stray(micros);
            extra = badEvents.spoil(json.write(stray, millis(micros), oddities.usual()));
        } else if (chance < faults.bad() + faults.duplicate()) {
            extra = recent.copy(random);
        }
        if (extra == null) {
            return act(micros);
        }
        if (slots == null && faults.bad() + faults.duplicate() > MOST_EXTRA_RECORDS) {
            crowd.goOn(crowd.next(micros), micros); // or extra records would keep the story from going on
        }
        return extra;
    }

    private @Nullable SimulatedEvent act(long micros) {
        Visit visit = crowd.next(micros);
        boolean classic = visit.arrival().firstGeneration();
        Order order = visit.order();
        if (visit.step() == Step.BUY && order != null && !classic) {
            returns.consider(order, micros);
            if (oddities.resendsOrder()) {
                order = sendAgain(visit, order, micros);
            }
        }
        Wording wording = oddities.wording(visit.step(), classic);
        SimulatedEvent event = json.write(visit, visit.step(), order, stated(visit, micros), wording);
        crowd.goOn(visit, micros);
        long delayMicros = oddities.delayMicros();
        if (delayMicros > 0) {
            held.hold(event, micros + delayMicros);
            return null;
        }
        return recent.remember(event);
    }

    /** Holds the second event of an order, and returns what the first one states. */
    private Order sendAgain(Visit visit, Order order, long micros) {
        List<Order> both = oddities.twice(order);
        long again = micros + oddities.resendAfterMicros();
        held.hold(json.write(visit, Step.BUY, both.get(1), stated(visit, again), oddities.usual()), again);
        return both.get(0);
    }

    private static long stated(Visit visit, long micros) {
        return millis(micros) + visit.visitor().skewMs();
    }

    private static long millis(long micros) {
        return TimeUnit.MICROSECONDS.toMillis(micros);
    }
}
