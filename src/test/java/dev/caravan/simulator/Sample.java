package dev.caravan.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shop sent over some time, and what became of each event when read again. */
final class Sample {

    static final Instant OPENING = Instant.parse("2026-03-01T09:00:00Z");

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<SimulatedEvent> events;
    private final List<JsonNode> good;

    Sample(List<SimulatedEvent> events) {
        this.events = List.copyOf(events);
        this.good =
                events.stream().filter(e -> e.flaw() == null).map(Sample::read).toList();
    }

    static SimulatorSettings settings(double ratePerSec, long seed, double badRatio) {
        return SimulatorSettings.steady(ratePerSec, seed, Faults.ofBad(badRatio), BERLIN, Currency.getInstance("EUR"));
    }

    /** In the rhythm of day and week. */
    static SimulatorSettings rhythmic(int visitsPerDay, long seed, Faults faults) {
        return SimulatorSettings.rhythmic(visitsPerDay, seed, faults, BERLIN, Currency.getInstance("EUR"));
    }

    /** All events of that time, asked for every 100 ms. */
    static Sample of(SimulatorSettings settings, Instant opening, Duration length) {
        Shop shop = new Shop(settings, opening);
        List<SimulatedEvent> events = new ArrayList<>();
        for (Instant now = opening; !now.isAfter(opening.plus(length)); now = now.plusMillis(100)) {
            events.addAll(shop.due(now));
        }
        return new Sample(events);
    }

    static Sample ofHours(double ratePerSec, double badRatio, int hours) {
        return of(settings(ratePerSec, 42, badRatio), OPENING, Duration.ofHours(hours));
    }

    static JsonNode read(SimulatedEvent event) {
        try {
            return MAPPER.readTree(event.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SimulatedEvent> events() {
        return events;
    }

    List<JsonNode> good() {
        return good;
    }

    /** The good events by session, each once, in the order of sending; those without a session id are left out. */
    Map<String, List<JsonNode>> sessions() {
        Map<String, List<JsonNode>> sessions = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode event : good()) {
            if (event.has("session_id") && seen.add(event.get("event_id").textValue())) {
                sessions.computeIfAbsent(event.get("session_id").textValue(), s -> new ArrayList<>())
                        .add(event);
            }
        }
        return sessions;
    }

    List<JsonNode> ofType(String type) {
        return good.stream()
                .filter(e -> type.equals(e.get("event_type").textValue()))
                .toList();
    }
}
