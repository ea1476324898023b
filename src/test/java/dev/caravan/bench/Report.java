package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table of what was measured in one run, for the console and between two marks of {@code docs/benchmarks.md}. */
final class Report {
    private static final String BEGIN = "<!-- table: begin -->";
    private static final String END = "<!-- table: end -->";

    private final List<String> lines = new ArrayList<>(List.of("| | |", "|---|---:|"));

    void row(String what, String format, Object... values) {
        String line = "| " + what + " | " + String.format(Locale.ROOT, format, values) + " |";
        lines.add(line);
        System.out.println(line);
    }

    /** Writes the table into the page, in place of an earlier one. */
    void write(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no " + BEGIN + " … " + END);
        }
        String table = String.join("\n", lines);
        Files.writeString(
                page, text.substring(0, begin + BEGIN.length()) + "\n\n" + table + "\n\n" + text.substring(end));
    }
}
