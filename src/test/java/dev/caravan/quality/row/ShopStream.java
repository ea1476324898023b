package dev.caravan.quality.row;

import dev.caravan.event.Event;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Header;
import dev.caravan.event.Parsed;
import dev.caravan.event.Received;
import dev.caravan.simulator.Faults;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.Simulator;
import dev.caravan.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** What the simulated shop sends, as the store stage would hand it over. One partition. */
final class ShopStream {
    static final Instant OPENING = Instant.parse("2026-03-02T00:00:00Z");
    /** As the shipped settings have it. */
    static final Faults HEALTHY = new Faults(0.01, Faults.evenly(), 0.005, 0.03, 0.005, 0.01, 0.002, 0.0001, 0.0005);

    private static final List<Header> HEADERS =
            List.of(new Header("caravan.source", "simulator".getBytes(StandardCharsets.UTF_8)));

    private final AtomicReference<Instant> now = new AtomicReference<>(OPENING);
    private final Simulator simulator;
    private final EventParser parser = new EventParser(ZoneOffset.UTC, "EUR", contract());
    private final Set<UUID> seen = new HashSet<>();
    private long offset;

    private ShopStream(SimulatorSettings settings) {
        simulator = new Simulator(settings, Duration.ZERO, () -> Objects.requireNonNull(now.get()), taken -> {});
    }

    static ShopStream rhythmic(double visitsPerDay) {
        return new ShopStream(
                SimulatorSettings.rhythmic(visitsPerDay, 42, HEALTHY, ZoneOffset.UTC, Currency.getInstance("EUR")));
    }

    static ShopStream steady(double ratePerSec) {
        return new ShopStream(
                SimulatorSettings.steady(ratePerSec, 42, HEALTHY, ZoneOffset.UTC, Currency.getInstance("EUR")));
    }

    static EventContract contract() {
        try (InputStream in =
                Objects.requireNonNull(ShopStream.class.getResourceAsStream("/quality/event.schema.json"))) {
            return EventContract.read(in, "quality/event.schema.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the shop sends in that time, asked for every 500 ms. */
    List<StreamRecord> next(Duration length) {
        List<StreamRecord> records = new ArrayList<>();
        Instant end = Objects.requireNonNull(now.get()).plus(length);
        for (Instant at = Objects.requireNonNull(now.get()); at.isBefore(end); at = at.plusMillis(500)) {
            now.set(at);
            for (Iterator<List<SimulatedEvent>> chunks = simulator.chunks(); chunks.hasNext(); ) {
                for (SimulatedEvent event : chunks.next()) {
                    records.add(record(event, at));
                }
                simulator.acknowledge();
            }
        }
        now.set(end);
        return records;
    }

    private StreamRecord record(SimulatedEvent sent, Instant at) {
        Received received =
                new Received("ecommerce-events", 0, offset++, at.toEpochMilli(), null, sent.json(), HEADERS);
        Parsed parsed = parser.parse(sent.json(), at);
        boolean duplicate = parsed instanceof Event event && !seen.add(event.eventId());
        return new StreamRecord(received, parsed, duplicate);
    }
}
