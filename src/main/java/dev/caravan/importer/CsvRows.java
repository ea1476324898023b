package dev.caravan.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180). A quoted field may hold line feeds; the row's number is that of its first line.
 *
 * <p>A quote that is never closed spoils its own line only: after {@link BoundedLines#MAX_BYTES} without an end the first line is given
 * as a row without values, and reading goes on with the second. That also bounds the memory. Blank lines are no rows.
 */
final class CsvRows {
    private final BoundedLines lines;
    private final CSVFormat syntax;
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private long number;

    /** Rows of {@code lines} from where those stand. */
    CsvRows(BoundedLines lines, char delimiter) {
        this.lines = lines;
        this.syntax = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        this.number = lines.number();
    }

    /**
     * One row.
     *
     * @param line number of its first line, from 1
     * @param lastLine number of its last line
     * @param text as it stands in the file
     * @param values the fields, trimmed; null where the line can't be read as CSV
     */
    record Row(
            long line, long lastLine, String text, @Nullable List<String> values) {}

    /** The number of the last line that belongs to a row given so far. */
    long line() {
        return number;
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() throws IOException {
        byte[] first = take();
        while (first != null && new String(first, StandardCharsets.UTF_8).isBlank()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        long start = number;
        String text = new String(first, StandardCharsets.UTF_8);
        List<String> values = parse(text);
        if (values != null || !hasOpenQuote(first)) {
            return new Row(start, start, text, values);
        }
        Row joined = joined(first, start);
        return joined != null ? joined : new Row(start, start, text, null);
    }

    /** The row that begins with {@code first} and ends on a later line; null, with nothing taken, if no line ends it. */
    private @Nullable Row joined(byte[] first, long start) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        boolean open = true;
        for (byte[] line = take(); line != null; line = take()) {
            taken.add(line);
            bytes.write('\n');
            bytes.writeBytes(line);
            if (bytes.size() > BoundedLines.MAX_BYTES) {
                break;
            }
            open ^= hasOpenQuote(line);
            List<String> values = open ? null : parse(bytes.toString(StandardCharsets.UTF_8));
            if (values != null) {
                return new Row(start, number, bytes.toString(StandardCharsets.UTF_8), values);
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        number = start;
        return null;
    }

    private byte @Nullable [] take() throws IOException {
        byte[] line = ahead.isEmpty() ? lines.next() : ahead.removeFirst();
        if (line != null) {
            number++;
        }
        return line;
    }

    private @Nullable List<String> parse(String text) {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(syntax)
                .get()) {
            List<CSVRecord> rows = parser.getRecords();
            return rows.size() == 1 ? rows.get(0).stream().map(String::strip).toList() : null;
        } catch (IOException | UncheckedIOException notCsv) {
            return null;
        }
    }

    private static boolean hasOpenQuote(byte[] line) {
        boolean open = false;
        for (byte b : line) {
            open ^= b == '"';
        }
        return open;
    }
}
