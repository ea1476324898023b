package dev.caravan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Suites in the folder of an instance that is about to start; the packed ones are not there then. */
final class StreamSuite {
    private StreamSuite() {}

    /** One about the stream, in windows of a minute. */
    static void write(Path folder) {
        write(folder, "stream.yaml", """
                name: stream
                target: {stream: true, window_minutes: 1}
                expectations:
                  - type: expect_table_row_count_to_be_between
                    kwargs: {min_value: 1}
                  - type: expect_column_values_to_be_null
                    kwargs: {column: rejection_reason}
                    severity: info
                  - type: expect_column_values_to_be_between
                    kwargs: {column: price, min_value: 0}
                """);
    }

    static void write(Path folder, String file, String text) {
        try {
            Path suites = Files.createDirectories(folder.resolve("quality/suites"));
            Files.writeString(suites.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
