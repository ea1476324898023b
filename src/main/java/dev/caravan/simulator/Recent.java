package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The last {@value #MOST} good records that were sent. Not thread-safe. */
final class Recent {

    private static final int MOST = 100;

    private final List<SimulatedEvent> events = new ArrayList<>(MOST);
    private int next;

    /** Remembers it in the place of the oldest, and returns it. */
    SimulatedEvent remember(SimulatedEvent event) {
        if (events.size() < MOST) {
            events.add(event);
        } else {
            events.set(next, event);
            next = (next + 1) % MOST;
        }
        return event;
    }

    /** One of them again; null if there is none yet. */
    @Nullable
    SimulatedEvent copy(RandomGenerator random) {
        if (events.isEmpty()) {
            return null;
        }
        SimulatedEvent event = events.get(random.nextInt(events.size()));
        return new SimulatedEvent(event.key(), event.json(), event.act(), null, true);
    }
}
