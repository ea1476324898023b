package dev.caravan.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Objects;

/** Parsers for tests, of a shop in Berlin that sells in euros. */
final class Parsers {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Parsers() {}

    /** With the contract as it is shipped. */
    static EventParser shipped() {
        return of(contract());
    }

    static EventParser of(EventContract contract) {
        return new EventParser(BERLIN, "EUR", contract);
    }

    static EventContract contract() {
        return EventContract.parse(contractText(), "quality/event.schema.json");
    }

    static String contractText() {
        try (InputStream in = Objects.requireNonNull(Parsers.class.getResourceAsStream("/quality/event.schema.json"))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
