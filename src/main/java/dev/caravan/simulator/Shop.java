package dev.caravan.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The simulated shop: says which records it has sent by a given moment.
 *
 * <p>Same settings, same opening, same sequence, however often it is asked. Another opening gives the same story with other ids of
 * events, sessions, orders and anonymous visitors, so that a restart doesn't repeat what is stored already. Most records are steps of
 * visits, sent with the moment as their time. A share is bad, see {@link Flaw}; half that share each is an exact copy of one of the
 * last 100 good records, or is a step that arrives 1 to 20 minutes late.
 *
 * <p>Costs 5 to 10 µs a record, and at the opening 0.25 ms for each event a second, at most about 3 s. Thread-safe.
 */
public final class Shop {

    private static final int RESENT_OF_LAST = 100;

    private final double badRatio;
    private final Ids ids;
    private final RandomGenerator random;
    private final Schedule schedule;
    private final Crowd crowd;
    private final EventJson json;
    private final BadEvents badEvents;
    private final @Nullable SimulatedEvent[] recent = new @Nullable SimulatedEvent[RESENT_OF_LAST];
    private int sent;

    /** @param opening nothing is due before it */
    public Shop(SimulatorSettings settings, Instant opening) {
        SplittableRandom seeded = new SplittableRandom(settings.seed());
        int decimals = Math.max(0, settings.currency().getDefaultFractionDigits());
        badRatio = settings.badRatio();
        ids = new Ids(settings.seed(), opening);
        Catalogue catalogue = new Catalogue(seeded.split(), decimals);
        crowd = new Crowd(settings, catalogue, ids, seeded.split());
        badEvents = new BadEvents(seeded.split());
        random = seeded;
        schedule = new Schedule(settings.ratePerSec(), opening);
        json = new EventJson(settings.timeZone(), settings.currency());
    }

    /** The 8 hex digits that begin each event id. */
    public String run() {
        return ids.run();
    }

    /** What fell due since the last call, in the order of sending. After a long pause no more than a second's worth. */
    public synchronized List<SimulatedEvent> due(Instant now) {
        long count = schedule.due(now);
        List<SimulatedEvent> events = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            events.add(next(now));
        }
        return events;
    }

    private SimulatedEvent next(Instant now) {
        if (random.nextDouble() < badRatio) {
            Visit stray = crowd.stray();
            String id = ids.uuid();
            return badEvents.spoil(stray.visitor().id(), json.write(stray, id, now), json.act(stray, id, now), now);
        }
        double oddity = random.nextDouble();
        if (oddity < badRatio / 2) {
            SimulatedEvent earlier = recent[random.nextInt(RESENT_OF_LAST)];
            if (earlier != null) {
                return new SimulatedEvent(earlier.key(), earlier.json(), earlier.act(), null, true);
            }
        }
        boolean late = oddity > 1 - badRatio / 2;
        SimulatedEvent event = step(late ? now.minusSeconds(60 + random.nextInt(1140)) : now);
        recent[sent] = event;
        sent = (sent + 1) % RESENT_OF_LAST;
        return event;
    }

    private SimulatedEvent step(Instant time) {
        Crowd.Turn turn = crowd.next();
        Visit visit = turn.visit();
        String id = ids.uuid();
        byte[] bytes = json.write(visit, id, time);
        Act act = json.act(visit, id, time);
        crowd.goOn(turn);
        return new SimulatedEvent(visit.visitor().id(), bytes, act, null, false);
    }
}
