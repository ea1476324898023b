package dev.caravan.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The ids that one run gives out: from the settings and from the moment of opening. If two runs shared them, everything after a restart
 * would be a duplicate of what was stored before it.
 */
final class Ids {

    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator events;
    private final RandomGenerator sessions;
    private final int run;
    private long orders;
    private int visitors;

    Ids(SimulatorSettings settings, Instant opening) {
        String name = settings.fingerprint() + " " + opening;
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        run = (int) (hash.getMostSignificantBits() >>> 32);
        events = new SplittableRandom(hash.getLeastSignificantBits());
        sessions = new SplittableRandom(~hash.getLeastSignificantBits());
    }

    /** The run's id: the 8 hex digits that begin each event and session id, and stand in each order and anonymous visitor. */
    String run() {
        return HEX.toHexDigits(run);
    }

    /** Writes the id of an event, a UUID (version 4) that is random behind the run's id, and returns it. */
    String event(JsonBytes json) {
        return json.uuid(high(events), low(events));
    }

    /** Of the same form. */
    String session() {
        return new UUID(high(sessions), low(sessions)).toString();
    }

    /** What a cookie would hold. Different for the first four billion visitors, since the factor is odd. */
    String visitor() {
        return "a-" + run() + HEX.toHexDigits(++visitors * 0x9E3779B1);
    }

    /** Such as {@code ORD-3FA09C11-00017}. */
    String order() {
        String number = Long.toString(++orders);
        return "ORD-" + run().toUpperCase(Locale.ROOT) + "-" + "0".repeat(Math.max(0, 5 - number.length())) + number;
    }

    private long high(RandomGenerator random) {
        return (((long) run) << 32) | (random.nextLong() & 0xFFFF0FFFL) | 0x4000L;
    }

    private static long low(RandomGenerator random) {
        return (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    }
}
