package dev.caravan.bench;

import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

/** How long the simulated shop takes for an event, JSON and meaning included: one thread, no Kafka. {@code main} prints it. */
final class StorySpeed {
    private static final int ROUNDS = 5;
    private static final long EVENTS = 1_000_000;
    private static final Instant OPENING = Instant.parse("2026-03-01T09:00:00Z");

    private StorySpeed() {}

    public static void main(String[] args) {
        Currency euro = Currency.getInstance("EUR");
        for (int round = 1; round <= ROUNDS; round++) {
            measure(
                    "rhythm, 20,000 visits a day",
                    SimulatorSettings.rhythmic(20_000, round, mix(), ZoneOffset.UTC, euro));
            measure("steady, 1,000 a second", SimulatorSettings.steady(1_000, round, mix(), ZoneOffset.UTC, euro));
            measure("steady, 100,000 a second", SimulatorSettings.steady(100_000, round, mix(), ZoneOffset.UTC, euro));
        }
    }

    private static Faults mix() {
        return Faults.ofBad(0.01);
    }

    private static void measure(String name, SimulatorSettings settings) {
        long before = System.nanoTime();
        Shop shop = new Shop(settings, OPENING);
        long opened = System.nanoTime();
        long events = 0;
        long bytes = 0;
        while (events < EVENTS) {
            List<SimulatedEvent> due = shop.due(OPENING.plus(Duration.ofDays(3650)), 2_000);
            events += due.size();
            for (SimulatedEvent event : due) {
                bytes += event.json().length;
            }
        }
        double nanos = System.nanoTime() - opened;
        System.out.printf(
                "%-28s opens in %d ms, %.2f µs an event, %d bytes each%n",
                name, (opened - before) / 1_000_000, nanos / events / 1_000, bytes / events);
    }
}
