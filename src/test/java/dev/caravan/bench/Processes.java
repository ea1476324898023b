package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux tells of processes. */
final class Processes {
    private static final double TICKS_PER_SEC = 100;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Processes() {}

    /** Seconds of CPU that a process has used, with its children, living and ended. */
    static double cpuSeconds(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(one -> ownSeconds(one.pid()))
                .sum();
    }

    private static double ownSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> fields = BLANKS.splitAsStream(stat.substring(stat.lastIndexOf(')') + 2))
                    .toList();
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields.get(field));
            }
            return ticks / TICKS_PER_SEC;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Peak of the resident memory. */
    static long peakMegabytes(ProcessHandle process) throws IOException {
        return kilobytes(process, "VmHWM:") / 1024;
    }

    static long residentMegabytes(ProcessHandle process) throws IOException {
        return kilobytes(process, "VmRSS:") / 1024;
    }

    private static long kilobytes(ProcessHandle process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String line = lines.filter(one -> one.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
    }
}
