package dev.caravan.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What the route's tick calls: the shop, asked at the time of a clock. */
public final class Simulator {

    private final Shop shop;
    private final SheetRun run;
    private final InstantSource clock;

    public Simulator(SimulatorSettings settings, InstantSource clock) {
        Instant opening = clock.instant();
        this.shop = new Shop(settings, opening);
        this.run = new SheetRun(
                shop.run(), settings.seed(), "everyday", opening, opening, settings.timeZone(), settings.currency());
        this.clock = clock;
    }

    SheetRun run() {
        return run;
    }

    /** The events that fell due since the last call; often none at low rates. */
    public List<SimulatedEvent> due() {
        return shop.due(clock.instant());
    }
}
