package dev.caravan.importer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The formats that are declared, and which of them a CSV file has: the one with the same column names, in whatever order. */
final class CsvFormats {
    private static final Logger LOG = LoggerFactory.getLogger(CsvFormats.class);

    private final List<Declared> formats = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    /**
     * Reads the declarations. A mistake in one leaves the others as they are; it is told when a file finds no format.
     *
     * @param declarations the text of each format file by its name
     */
    CsvFormats(Map<String, String> declarations) {
        new TreeMap<>(declarations).forEach(this::add);
    }

    /**
     * The format files of a folder, each put in place of the packed one with the same name.
     *
     * @param packed text by file name
     * @param folder may be absent
     */
    static Map<String, String> declarations(Map<String, String> packed, Path folder) throws IOException {
        Map<String, String> declarations = new HashMap<>(packed);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".properties")).toList()) {
                    declarations.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        }
        return declarations;
    }

    private void add(String name, String text) {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
            Map<String, String> keys = properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(key -> key, properties::getProperty));
            formats.add(new Declared(FormatFile.read(name, keys), keys));
        } catch (FormatMistakeException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            LOG.warn("format file left out: {}", e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(name + ": is no properties file: " + e.getMessage());
        }
    }

    /**
     * The format of a file with that header, its columns in the file's order.
     *
     * @throws UnreadableFileException if no format or more than one declares these columns
     */
    CsvFormat of(String header) throws UnreadableFileException, IOException {
        List<CsvFormat> found = new ArrayList<>();
        for (Declared declared : formats) {
            List<String> columns = columns(header, declared.format.delimiter());
            if (declared.hasColumns(columns)) {
                found.add(declared.inOrder(columns));
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UnreadableFileException(found.isEmpty() ? unknown(header) : ambiguous(found));
    }

    private static List<String> columns(String header, char delimiter) throws IOException {
        InputStream in = new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8));
        CsvRows.Row row = new CsvRows(new BoundedLines(in), delimiter).next();
        List<String> names = row == null ? null : row.values();
        return names == null ? List.of() : names;
    }

    private String unknown(String header) {
        StringBuilder text = new StringBuilder("No format declares this CSV header: ")
                .append(header.substring(0, Math.min(header.length(), 1_000)))
                .append("\n\nDeclared are:\n");
        for (Declared declared : formats) {
            String columns = String.join(",", declared.format.columns());
            text.append("  ")
                    .append(declared.format.name())
                    .append(": ")
                    .append(columns)
                    .append('\n');
        }
        if (!mistakes.isEmpty()) {
            text.append("\nLeft out for a mistake:\n");
            mistakes.forEach(mistake -> text.append("  ").append(mistake).append('\n'));
        }
        return text.append(
                        "\nWhat to do: declare the columns in a new file routes/formats/<name>.properties (the files there")
                .append(" explain how), then drop the file into the inbox again.")
                .toString();
    }

    private static String ambiguous(List<CsvFormat> found) {
        return "Several format files declare the columns of this file: "
                + found.stream().map(CsvFormat::name).collect(Collectors.joining(", "))
                + "\n\nWhat to do: leave one of them, then drop the file into the inbox again.";
    }

    /** A format and the text it was read from. */
    private record Declared(CsvFormat format, Map<String, String> keys) {
        boolean hasColumns(List<String> columns) {
            return columns.size() == format.columns().size()
                    && Set.copyOf(columns).equals(Set.copyOf(format.columns()));
        }

        CsvFormat inOrder(List<String> columns) {
            Map<String, String> reordered = new HashMap<>(keys);
            reordered.put("columns", String.join(",", columns));
            try {
                return FormatFile.read(format.name(), reordered);
            } catch (FormatMistakeException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
