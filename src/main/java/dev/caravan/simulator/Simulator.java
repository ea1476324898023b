package dev.caravan.simulator;

import java.time.InstantSource;
import java.util.List;

/** What the route's tick calls: the shop, asked at the time of a clock. */
public final class Simulator {

    private final Shop shop;
    private final InstantSource clock;

    public Simulator(SimulatorSettings settings, InstantSource clock) {
        this.shop = new Shop(settings, clock.instant());
        this.clock = clock;
    }

    /** The events that fell due since the last call; often none at low rates. */
    public List<SimulatedEvent> due() {
        return shop.due(clock.instant());
    }
}
