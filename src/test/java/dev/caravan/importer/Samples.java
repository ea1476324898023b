package dev.caravan.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small inputs and what comes out of them. */
final class Samples {
    static final Path FOLDER = Path.of("src/test/resources/import");
    private static final JsonMapper JSON = new JsonMapper();

    private Samples() {}

    static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    static BoundedLines lines(String text) {
        return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static CsvFormats shippedFormats() throws IOException {
        return new CsvFormats(CsvFormats.declarations(Map.of(), Path.of("routes/formats")));
    }

    static List<ImportRecord> csv(String text, CsvFormats formats) throws Exception {
        BoundedLines lines = lines(text);
        CsvFormat format = formats.of(new String(lines.next(), StandardCharsets.UTF_8));
        return all(new CsvEvents(format, new CsvRows(lines, format.delimiter()), new PositionIds("digest")));
    }

    static List<ImportRecord> all(RecordSource source) throws IOException {
        List<ImportRecord> records = new ArrayList<>();
        for (ImportRecord record = source.next(); record != null; record = source.next()) {
            records.add(record);
        }
        return records;
    }

    static String value(ImportRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static JsonNode json(ImportRecord record) throws IOException {
        return JSON.readTree(record.value());
    }
}
