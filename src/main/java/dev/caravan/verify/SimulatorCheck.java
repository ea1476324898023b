package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The simulated shop: it keeps an answer sheet, and goes on. */
final class SimulatorCheck implements Check {
    private static final Duration GOES_ON = Duration.ofSeconds(40);

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
        for (JsonNode next = first; Figures.msSince(startNanos) < GOES_ON.toMillis(); next = sheets.read()) {
            if (next.path("paused").asBoolean()) {
                return text + "; it is paused";
            }
            if (records(next) > records(first)) {
                return text + ", " + (records(next) - records(first)) + " more within "
                        + Figures.ms(Figures.msSince(startNanos));
            }
            Thread.sleep(200);
        }
        throw new CheckFailedException(text + ", and no more within " + GOES_ON.toSeconds() + " s");
    }

    private static long records(JsonNode sheet) {
        return sheet.path("records").asLong();
    }
}
