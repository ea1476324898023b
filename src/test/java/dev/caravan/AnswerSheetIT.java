package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.simulator.AnswerSheet;
import dev.caravan.simulator.SheetRun;
import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.SimulatorSettings;
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
                sheets.add(send(caravan, seed));
            }
            assertTablesAgree(caravan, sheets);
        }
    }

    private static AnswerSheet send(RunningCaravan caravan, int seed) {
        Instant opening = Instant.now().minusSeconds(3600);
        SimulatorSettings settings = new SimulatorSettings(5, seed, 0.05, ZONE, Currency.getInstance("EUR"));
        Shop shop = new Shop(settings, opening);
        Instant startedAt = Instant.now();
        List<SimulatedEvent> events = new ArrayList<>();
        for (int second = 1; second <= 3600; second++) {
            events.addAll(shop.due(opening.plusSeconds(second)));
        }
        AnswerSheet sheet = new AnswerSheet(
                new SheetRun(shop.run(), seed, "everyday", opening, startedAt, ZONE, settings.currency()));
        Traffic.sendAsSimulator(caravan.brokers(), events);
        sheet.sent(events, Instant.now(), false);
        return sheet;
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
