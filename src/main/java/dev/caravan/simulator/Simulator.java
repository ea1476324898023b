package dev.caravan.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the route's tick calls: the shop, asked at the time of a clock. It first tells what happened before the start, as fast as it is taken,
 * and then goes on live.
 *
 * <p>Live, it is never more than a second behind: after a pause (a suspended laptop, an outage of Kafka) the shop goes on from now. A clock
 * that is set back stops nothing. One thread at a time.
 */
public final class Simulator {

    private static final Duration MOST_BEHIND = Duration.ofSeconds(1);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);
    private static final int CHUNK = 2_000;

    private final SimulatorSettings settings;
    private final Duration backFill;
    private final InstantSource clock;
    private final Consumer<List<SimulatedEvent>> acknowledged;
    private @Nullable Shop shop;
    private final List<List<SimulatedEvent>> unacknowledged = new ArrayList<>();
    private int given;
    private Instant start = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    /**
     * A shop that opens with the first tick.
     *
     * @param backFill how long it has been open by then
     * @param acknowledged is told what Kafka has taken, in order
     */
    public Simulator(
            SimulatorSettings settings,
            Duration backFill,
            InstantSource clock,
            Consumer<List<SimulatedEvent>> acknowledged) {
        this.settings = settings;
        this.backFill = backFill;
        this.clock = clock;
        this.acknowledged = acknowledged;
    }

    /** The longest back-fill of at most so many days and about so many records. */
    public static Duration backFill(SimulatorSettings settings, int days, long mostRecords) {
        Duration seconds = Duration.ofMillis((long) (1000 * mostRecords / settings.meanRecordsPerSec()));
        Duration whole = Duration.ofDays(days);
        return seconds.compareTo(whole) < 0 ? seconds : whole;
    }

    /**
     * What fell due since the last tick, in portions of at most {@value #CHUNK}; after half a second the rest is left to the next tick. What was
     * not acknowledged comes first, again.
     */
    public Iterator<List<SimulatedEvent>> chunks() {
        shop();
        Instant tick = clock.instant();
        given = 0;
        return new Iterator<>() {
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (given == unacknowledged.size() && !ended) {
                    ended = !addChunk(tick);
                }
                return given < unacknowledged.size();
            }

            @Override
            public List<SimulatedEvent> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return unacknowledged.get(given++);
            }
        };
    }

    /** Kafka has taken the oldest portion that it had not taken. */
    public void acknowledge() {
        acknowledged.accept(unacknowledged.remove(0));
        given--;
    }

    /** How many records are handed out, and not acknowledged. */
    long sending() {
        return unacknowledged.stream().mapToLong(List::size).sum();
    }

    /** Whether the next portion of this tick is one that was handed out before. */
    boolean repeats() {
        return given < unacknowledged.size();
    }

    /** Whether there may be more in this tick. */
    private boolean addChunk(Instant tick) {
        Shop open = shop();
        Instant now = clock.instant();
        if (Duration.between(tick, now).compareTo(LONGEST_TICK) > 0) {
            return false;
        }
        List<SimulatedEvent> due = due(open, now);
        if (!due.isEmpty()) {
            unacknowledged.add(due);
        }
        return due.size() == CHUNK;
    }

    /** The shop; it opens if it hasn't yet. */
    public Shop shop() {
        if (shop == null) {
            start = clock.instant();
            last = start;
            shop = new Shop(settings, start.minus(backFill), start);
        }
        return shop;
    }

    private List<SimulatedEvent> due(Shop open, Instant now) {
        Duration behind = open.behind(now);
        boolean live = open.behind(start).isNegative();
        if (live && behind.compareTo(MOST_BEHIND) > 0) {
            open.pause(behind.minus(MOST_BEHIND));
        }
        if (now.isBefore(last)) {
            open.pause(Duration.between(last, now));
        }
        last = now;
        return open.due(now, CHUNK);
    }
}
