package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of real shops, which lie beside the project and not in it; skipped where they are absent. */
class RealFilesTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    Path progress;

    @Test
    void everyDayOfOnlineRetailHasItsRowsInvoicesAndAmounts() throws Exception {
        Path folder = present("uci-online-retail");
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        for (Map.Entry<String, JsonNode> day : expected.properties()) {
            Totals totals = totals(folder.resolve(day.getKey() + ".csv"));
            assertThat(totals.items)
                    .as("rows of %s", day)
                    .isEqualTo(day.getValue().path("rows").asInt());
            assertThat(totals.events)
                    .as("invoices of %s", day)
                    .isEqualTo(day.getValue().path("invoices").asInt());
            assertThat(totals.gross)
                    .as("gross of %s", day)
                    .isEqualByComparingTo(
                            day.getValue().path("gross_positive_amount").asText());
            assertThat(totals.gross.subtract(totals.refunded))
                    .as("net of %s", day)
                    .isEqualByComparingTo(day.getValue().path("net_amount").asText());
            assertThat(totals.largestBytes).as("largest event of %s", day).isLessThanOrEqualTo(65_536);
        }
    }

    @Test
    void everyRowOfRees46IsAnEventOfAKnownType() throws Exception {
        Totals totals = totals(present("rees46").resolve("2019-Oct-1000rows.csv"));

        assertThat(totals.events).isEqualTo(1_000);
        assertThat(totals.types).isEqualTo(Set.of("product_view", "add_to_cart", "purchase"));
    }

    @Test
    void everyLineOfTheMerchandiseStoreGoesOn() throws Exception {
        Path folder = present("merchandise-store");
        long records = 0;
        try (var files = Files.newDirectoryStream(folder, "*.ndjson.gz")) {
            for (Path file : files) {
                try (FileImport opened = open(file)) {
                    for (FileImport.Chunk chunk = opened.next(); chunk != null; chunk = opened.next()) {
                        records += chunk.records().size();
                        assertThat(chunk.records()).allMatch(record -> record.key() != null);
                    }
                    opened.finish();
                }
            }
        }
        assertThat(records).isEqualTo(196_350);
    }

    private static Path present(String name) {
        Path folder = DATA.resolve(name);
        assumeTrue(
                Files.isDirectory(folder), "skipped: " + folder.toAbsolutePath().normalize() + " is not there");
        return folder;
    }

    private FileImport open(Path file) throws Exception {
        return FileImport.open(
                SourceFile.of(file),
                Samples.shippedFormats(),
                new Checkpoints(progress),
                Clock.systemUTC(),
                () -> false);
    }

    private Totals totals(Path file) throws Exception {
        Totals totals = new Totals();
        try (FileImport opened = open(file)) {
            for (FileImport.Chunk chunk = opened.next(); chunk != null; chunk = opened.next()) {
                List<ImportRecord> records = chunk.records();
                for (ImportRecord record : records) {
                    totals.add(JSON.readTree(record.value()), record.value().length);
                }
            }
            opened.finish();
        }
        return totals;
    }

    private static final class Totals {
        private final Set<String> types = new TreeSet<>();
        private int events;
        private int items;
        private int largestBytes;
        private BigDecimal gross = BigDecimal.ZERO;
        private BigDecimal refunded = BigDecimal.ZERO;

        void add(JsonNode event, int bytes) {
            String type = event.path("event_type").asText();
            types.add(type);
            events++;
            largestBytes = Math.max(largestBytes, bytes);
            for (JsonNode item : event.path("items")) {
                items++;
                BigDecimal amount = item.path("price")
                        .decimalValue()
                        .multiply(item.path("quantity").decimalValue());
                assertThat(item.path("quantity").asInt()).isPositive();
                gross = type.equals("purchase") ? gross.add(amount) : gross;
                refunded = type.equals("refund") ? refunded.add(amount) : refunded;
            }
        }
    }
}
