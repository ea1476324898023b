package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** The simulated shop: it keeps an answer sheet, and goes on. */
final class SimulatorCheck implements Check {
    private static final Duration GOES_ON = Duration.ofSeconds(40);

    /** A small shop is as quiet at night. */
    private static final Duration QUIET = Duration.ofMinutes(15);

    private final AnswerSheets sheets;

    SimulatorCheck(AnswerSheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public String name() {
        return "event simulator";
    }

    @Override
    public Duration limit() {
        return GOES_ON.plusSeconds(15);
    }

    @Override
    public String measure() throws Exception {
        JsonNode first = sheets.read();
        String text = "run " + first.path("run").asText() + ", seed "
                + first.path("seed").asText() + ", " + Figures.count(records(first), "record") + " sent";
        long startNanos = System.nanoTime();
        JsonNode next = first;
        for (; Figures.msSince(startNanos) < GOES_ON.toMillis(); next = sheets.read()) {
            if (next.path("paused").asBoolean()) {
                return text + "; it is paused";
            }
            if (records(next) > records(first)) {
                return text + ", " + (records(next) - records(first)) + " more within "
                        + Figures.ms(Figures.msSince(startNanos));
            }
            Thread.sleep(200);
        }
        JsonNode lastSentAt = next.path("lastSentAt");
        if (lastSentAt.isTextual() && sinceLast(next).compareTo(QUIET) < 0) {
            return text + "; nothing was due for " + sinceLast(next).toSeconds() + " s, the last at "
                    + lastSentAt.asText();
        }
        throw new CheckFailedException(text + ", and no more within " + GOES_ON.toSeconds() + " s");
    }

    /** By the simulator's own clock: it counts abandoned carts at the moment of the answer. */
    private static Duration sinceLast(JsonNode sheet) {
        return Duration.between(
                Instant.parse(sheet.path("lastSentAt").asText()),
                Instant.parse(sheet.path("abandonedCarts").path("at").asText()));
    }

    private static long records(JsonNode sheet) {
        return sheet.path("records").asLong();
    }
}
