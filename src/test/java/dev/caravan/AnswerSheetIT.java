package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.simulator.AnswerSheet;
import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Scenario;
import dev.caravan.simulator.SheetRun;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
import dev.caravan.verify.SheetDifference;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator knows that it sent, against what the pipeline as shipped has made of it. */
class AnswerSheetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ZoneId ZONE = ZoneId.of("Australia/Adelaide");
    private static final Map<String, String> SHOP = Map.of("shop.time-zone", ZONE.getId(), "shop.currency", "EUR");

    private static final Duration STORY = Duration.ofDays(4);
    private static final double VISITS_A_DAY = 1_000;
    private static final int SEEDS = 5;
    private static final Faults FAULTS = new Faults(0.03, Faults.evenly(), 0.03, 0.2, 0.03, 0.03, 0.05, 0.001, 0.02);

    @TempDir
    Path folder;

    @Test
    void theTablesSayWhatWasSentWhateverTheSeedAndTheScenario() throws Exception {
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            List<AnswerSheet> sheets = new ArrayList<>();
            Scenario[] scenarios = Scenario.values();
            for (int seed = 1; seed <= SEEDS; seed++) {
                Run run = Run.of(seed, scenarios[seed % scenarios.length]);
                run.send(caravan);
                sheets.add(run.sheet());
            }
            assertTablesAgree(caravan, sheets);
        }
    }

    @Test
    void theTablesSayWhatWasSentThoughThePipelineIsStoppedInTheMiddleUntilOneIsWrongByACentOrByOne() throws Exception {
        Run run = Run.of(12, Scenario.EVERYDAY);
        int half = run.story().size() / 2;
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            run.send(caravan, 0, half);
        }
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            run.send(caravan, half, run.story().size());
            assertTablesAgree(caravan, List.of(run.sheet()));
            JsonNode truth = run.sheet().json(Instant.now());

            caravan.execute("update orders set amount = amount + 0.01"
                    + " where order_id = (select min(order_id) from orders where amount is not null)");
            assertThat(what(caravan, truth))
                    .contains("revenue/EUR/gross", "revenue/EUR/net")
                    .anyMatch(place -> place.matches("days/.*/revenue/EUR/gross"))
                    .hasSize(4);

            caravan.execute(
                    "delete from dead_letters where dead_letter_id = (select min(dead_letter_id) from dead_letters)");
            assertThat(what(caravan, truth)).anyMatch(place -> place.startsWith("deadLetters/"));

            caravan.execute("delete from events where event_id = (select event_id from events limit 1)");
            assertThat(what(caravan, truth))
                    .contains("stored")
                    .anyMatch(place -> place.startsWith("events/"))
                    .anyMatch(place -> place.matches("days/.*/events/.*"));
        }
    }

    private static List<String> what(RunningCaravan caravan, JsonNode truth) throws SQLException {
        return Comparisons.differences(caravan, truth).stream()
                .map(SheetDifference::what)
                .toList();
    }

    /** A run that is over, and of which nothing is sent yet. */
    private record Run(List<SimulatedEvent> story, AnswerSheet sheet) {

        static Run of(int seed, Scenario scenario) {
            SimulatorSettings settings = SimulatorSettings.rhythmic(
                            VISITS_A_DAY, seed, FAULTS, ZONE, Currency.getInstance("EUR"))
                    .with(scenario, Duration.ofDays(1), Duration.ofHours(8));
            Instant opening = Instant.now().minus(STORY);
            Shop shop = new Shop(settings, opening);
            List<SimulatedEvent> story = shop.due(Instant.now());
            return new Run(
                    story,
                    new AnswerSheet(new SheetRun(
                            shop.run(), seed, scenario.code(), opening, Instant.now(), ZONE, settings.currency())));
        }

        void send(RunningCaravan caravan, int from, int to) {
            List<SimulatedEvent> events = story.subList(from, to);
            Traffic.sendAsSimulator(caravan.brokers(), events);
            sheet.sent(events, Instant.now(), false);
        }

        void send(RunningCaravan caravan) {
            send(caravan, 0, story.size());
        }
    }

    private static void assertTablesAgree(RunningCaravan caravan, List<AnswerSheet> sheets) throws SQLException {
        Instant now = Instant.now();
        List<JsonNode> truths = new ArrayList<>();
        sheets.forEach(sheet -> truths.add(sheet.json(now)));
        caravan.awaitPlaces(sum(truths, "records"), PATIENCE);
        for (JsonNode truth : truths) {
            assertThat(Comparisons.differences(caravan, truth))
                    .as("run %s, seed %s, scenario %s", truth.path("run"), truth.path("seed"), truth.path("scenario"))
                    .isEmpty();
        }
        assertThat(caravan.count("select sum(duplicates) from stream_offsets"))
                .as("known duplicates")
                .isEqualTo(sum(truths, "duplicates"));
        Recomputation.assertEveryRecordHasItsPlace(caravan);
        Recomputation.assertEqualsDerivedTables(caravan);
    }

    private static long sum(List<JsonNode> truths, String field) {
        return truths.stream().mapToLong(truth -> truth.path(field).asLong()).sum();
    }
}
