package dev.caravan.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The simulated shop: says which records it has sent by a given moment.
 *
 * <p>Same settings, same opening, same bytes, however often it is asked, in what portions and how fast. Another opening gives other ids of
 * events, sessions, orders and anonymous visitors, so that a restart doesn't repeat what is stored already. Most records are steps of visits;
 * what goes wrong with them on the way is set by {@link Faults}.
 *
 * <p>Costs about 1 µs a record, and up to a second at the opening. Thread-safe.
 */
public final class Shop {

    private final Instant opening;
    private final Story story;
    private final ScenarioSpan span;

    /** @param opening nothing is due before it, and a scenario's time counts from it */
    public Shop(SimulatorSettings settings, Instant opening) {
        this(settings, opening, opening);
    }

    /**
     * A shop that has been open for a while when it is first looked at.
     *
     * @param opening nothing is due before it
     * @param scenarioFrom what a scenario's time counts from
     */
    public Shop(SimulatorSettings settings, Instant opening, Instant scenarioFrom) {
        this.opening = opening;
        span = ScenarioSpan.of(
                settings.scenario(), scenarioFrom.plus(settings.scenarioAfter()), settings.scenarioLength());
        story = new Story(settings, opening, span);
    }

    /** The run's id: 8 hex digits with which all its event ids begin. */
    public synchronized String run() {
        return story.run();
    }

    /** Nothing is due before. */
    public Instant opening() {
        return opening;
    }

    /** What happens when. */
    public ScenarioSpan scenario() {
        return span;
    }

    /** What fell due since the last call, in the order of sending. */
    public List<SimulatedEvent> due(Instant now) {
        return due(now, Integer.MAX_VALUE);
    }

    /** The first of what fell due since the last call, at most so many; fewer are all of them. */
    public synchronized List<SimulatedEvent> due(Instant now, int most) {
        long nowMicros = ScenarioSpan.micros(now);
        List<SimulatedEvent> events = new ArrayList<>();
        while (events.size() < most && story.nextMicros() <= nowMicros) {
            SimulatedEvent event = story.next();
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    /** How long the shop has been waited for, what is held apart; negative if its next moment is yet to come. */
    synchronized Duration behind(Instant now) {
        return Duration.of(ScenarioSpan.micros(now) - story.nextOwnMicros(), TimeUnit.MICROSECONDS.toChronoUnit());
    }

    /** The shop stands still for so long; negative: its clock is set back. */
    synchronized void pause(Duration length) {
        story.postpone(TimeUnit.MICROSECONDS.convert(length));
    }
}
