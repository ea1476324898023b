package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.simulator.AnswerSheet;
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

    @TempDir
    Path folder;

    @Test
    void theTablesSayWhatWasSentWhateverTheSeed() throws Exception {
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            List<AnswerSheet> sheets = new ArrayList<>();
            for (int seed = 1; seed <= 2; seed++) {
                List<SimulatedEvent> story = new ArrayList<>();
                sheets.add(sheet(seed, story));
                send(caravan, story, sheets.get(seed - 1));
            }
            assertTablesAgree(caravan, sheets);
        }
    }

    @Test
    void theTablesSayWhatWasSentWhenThePipelineIsStoppedInTheMiddle() throws Exception {
        List<SimulatedEvent> story = new ArrayList<>();
        AnswerSheet sheet = sheet(11, story);
        int half = story.size() / 2;
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            send(caravan, story.subList(0, half), sheet);
        }
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            send(caravan, story.subList(half, story.size()), sheet);
            assertTablesAgree(caravan, List.of(sheet));
        }
    }

    @Test
    void aTableThatIsWrongByACentOrByOneIsNamed() throws Exception {
        List<SimulatedEvent> story = new ArrayList<>();
        AnswerSheet sheet = sheet(12, story);
        try (RunningCaravan caravan = RunningCaravan.start(folder, SHOP)) {
            send(caravan, story, sheet);
            assertTablesAgree(caravan, List.of(sheet));
            JsonNode truth = sheet.json(Instant.now());

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

    /** A sheet that is still empty, and the story that is to be sent. */
    private static AnswerSheet sheet(int seed, List<SimulatedEvent> story) {
        Instant opening = Instant.now().minusSeconds(3600);
        SimulatorSettings settings = new SimulatorSettings(5, seed, 0.05, ZONE, Currency.getInstance("EUR"));
        Shop shop = new Shop(settings, opening);
        for (int second = 1; second <= 3600; second++) {
            story.addAll(shop.due(opening.plusSeconds(second)));
        }
        return new AnswerSheet(
                new SheetRun(shop.run(), seed, "everyday", opening, Instant.now(), ZONE, settings.currency()));
    }

    private static void send(RunningCaravan caravan, List<SimulatedEvent> events, AnswerSheet sheet) {
        Traffic.sendAsSimulator(caravan.brokers(), events);
        sheet.sent(events, Instant.now(), false);
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
