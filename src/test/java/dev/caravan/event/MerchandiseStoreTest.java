package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class MerchandiseStoreTest {
    private static final Path FOLDER = Path.of("../shared/data/merchandise-store");

    @Test
    void everyEventOfTwoWeeksOfARealShopIsAnEvent() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: the Merchandise Store's data isn't at " + FOLDER);
        EventParser parser = new EventParser(ZoneId.of("America/Los_Angeles"), "USD", Parsers.contract());

        try (Stream<Path> days = Files.list(FOLDER)) {
            long events = days.filter(file -> file.toString().endsWith(".ndjson.gz"))
                    .mapToLong(file -> eventsOf(file, parser))
                    .sum();
            assertThat(events).isEqualTo(196_350);
        }
    }

    private static long eventsOf(Path file, EventParser parser) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> parser.parse(line.getBytes(StandardCharsets.UTF_8), now))
                    .filter(parsed -> parsed instanceof Event)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
