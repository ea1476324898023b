package dev.caravan.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Takes a good {@code product_view} and breaks exactly one thing about it. How often each flaw comes is set. */
final class BadEvents {

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z");
    private static final int OVER_64_KB = 64 * 1024 + 1;

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Odds<Flaw> flaws = new Odds<>();
    private final RandomGenerator random;

    /** @param weights of the flaws, one at least positive */
    BadEvents(Map<Flaw, Double> weights, RandomGenerator random) {
        this.random = random;
        for (Flaw flaw : Flaw.values()) {
            flaws.with(flaw, weights.getOrDefault(flaw, 0.0));
        }
    }

    /**
     * One bad record, which keeps its key even if it loses the visitor.
     *
     * @param good a {@code product_view}
     */
    SimulatedEvent spoil(SimulatedEvent good) {
        Flaw flaw = flaws.draw(random);
        try {
            return new SimulatedEvent(good.key(), spoil(good.json(), flaw), good.act(), flaw, false);
        } catch (IOException e) {
            throw new UncheckedIOException("a good event must be JSON", e);
        }
    }

    private byte[] spoil(byte[] good, Flaw flaw) throws IOException {
        ObjectNode event = (ObjectNode) mapper.readTree(good);
        switch (flaw) {
            case CUT_SHORT -> {
                return Arrays.copyOf(good, good.length / 4 + random.nextInt(good.length / 2));
            }
            case LIST_OF_ONE -> {
                return ("[" + new String(good, StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8);
            }
            case OVER_64_KB -> event.putObject("properties").put("note", "x".repeat(OVER_64_KB));
            case NO_EVENT_ID -> event.remove("event_id");
            case NEGATIVE_PRICE -> event.put("price", new BigDecimal("-4.99"));
            case PRICE_IN_WORDS -> event.put("price", "on request");
            case UNKNOWN_CURRENCY -> event.put("currency", "EURO");
            case NO_UNITS -> event.put("quantity", 0);
            case ITEMS_NOT_A_LIST -> event.put("items", "three");
            case UNKNOWN_TYPE -> event.put("event_type", "product_teleport");
            case NO_VISITOR -> event.remove(Arrays.asList("user_id", "anonymous_id"));
            case BEFORE_2000 -> event.put("event_timestamp", before2000());
            case OVER_24_H_AHEAD -> event.put("event_timestamp", ahead());
        }
        return mapper.writeValueAsBytes(event);
    }

    /** Up to 30 years before; broken clocks like to start in 1970. */
    private String before2000() {
        return YEAR_2000
                .minus(Duration.ofHours(1 + random.nextInt(30 * 365 * 24)))
                .toString();
    }

    /** In the next century: ahead of every clock, also of one that judges a story of last year. */
    private String ahead() {
        return YEAR_2100.plus(Duration.ofHours(random.nextInt(80 * 365 * 24))).toString();
    }
}
