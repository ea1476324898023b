package dev.caravan.importer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {
    @TempDir
    Path folder;

    @Test
    void afterAStopTheImportGoesOnBehindTheLastAcknowledgedChunk() throws Exception {
        Path file = Files.writeString(folder.resolve("a.ndjson"), events(2_500));
        try (FileImport first = open(file)) {
            first.acknowledge(requireNonNull(first.next()));
            first.next();
        }

        List<ImportRecord> rest = read(file);

        assertThat(rest.get(0).line()).isEqualTo(1_001);
        assertThat(rest).hasSize(1_500);
        assertThat(folder.resolve(".progress")).isEmptyDirectory();
    }

    @Test
    void aStopInsideAnInvoiceRepeatsTheWholeInvoice() throws Exception {
        String header = Samples.text("invoices.csv").lines().findFirst().orElseThrow() + "\n";
        String broken = "7001,broken\n".repeat(1_000);
        String line = "7001,C1,CUP,1,2024-03-05 10:30:00,3.5,42.0,Ireland\n";
        Path file = Files.writeString(folder.resolve("a.csv"), header + line + broken + line);
        try (FileImport first = open(file)) {
            first.acknowledge(requireNonNull(first.next()));
        }

        List<ImportRecord> again = read(file);

        assertThat(again).hasSize(1_001);
        assertThat(Samples.json(again.get(1_000)).path("items")).hasSize(2);
    }

    @Test
    void theSameContentGivesTheSameIdsUnderAnotherNameAndGzipped() throws Exception {
        String text = Samples.text("invoices.csv");
        Path plain = Files.writeString(folder.resolve("a.csv"), text);
        Path gzipped = Files.write(folder.resolve("copy.csv.gz"), gzip(text));

        assertThat(values(read(plain))).isEqualTo(values(read(gzipped)));
    }

    @Test
    void ofADamagedGzipTheSoundLinesAreSentBeforeItFails() throws Exception {
        byte[] sound = gzip(events(20_000));
        Path file = Files.write(folder.resolve("a.ndjson.gz"), Arrays.copyOf(sound, sound.length / 2));
        List<ImportRecord> sent = new ArrayList<>();

        assertThatThrownBy(() -> read(file, sent))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("beyond line " + sent.size());
        assertThat(sent).hasSizeGreaterThan(1_000);
        assertThat(Samples.value(sent.get(sent.size() - 1))).endsWith("}");
    }

    @Test
    void aDamagedGzipOfCsvIsRefusedBeforeALineIsSent() throws Exception {
        byte[] sound = gzip(Samples.text("invoices.csv"));
        Path file = Files.write(folder.resolve("a.csv.gz"), Arrays.copyOf(sound, sound.length - 12));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("Nothing of it was imported");
    }

    @Test
    void anUnreadableCheckpointMeansFromTheStart() throws Exception {
        Checkpoints checkpoints = new Checkpoints(folder);
        Files.writeString(folder.resolve("d.json"), "{\"lines\":");

        assertThat(checkpoints.lines("d")).isZero();
        checkpoints.write("d", "a.csv", 7);
        assertThat(checkpoints.lines("d")).isEqualTo(7);
        checkpoints.clear("d");
        assertThat(checkpoints.lines("d")).isZero();
    }

    @Test
    void anEmptyFileHasNoRecords() throws Exception {
        assertThat(read(Files.createFile(folder.resolve("a.ndjson")))).isEmpty();
        assertThat(read(Files.createFile(folder.resolve("a.ndjson.gz")))).isEmpty();
    }

    private FileImport open(Path file) throws UnreadableFileException, IOException {
        Checkpoints checkpoints = new Checkpoints(folder.resolve(".progress"));
        return FileImport.open(
                SourceFile.of(file), Samples.shippedFormats(), checkpoints, Clock.systemUTC(), () -> false);
    }

    private List<ImportRecord> read(Path file) throws Exception {
        List<ImportRecord> records = new ArrayList<>();
        read(file, records);
        return records;
    }

    private void read(Path file, List<ImportRecord> into) throws Exception {
        try (FileImport opened = open(file)) {
            for (FileImport.Chunk chunk = opened.next(); chunk != null; chunk = opened.next()) {
                into.addAll(chunk.records());
                opened.acknowledge(chunk);
            }
            opened.finish();
        }
    }

    private static List<String> values(List<ImportRecord> records) {
        return records.stream().map(Samples::value).toList();
    }

    private static String events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"event_id\":\"" + Integer.toHexString(i * 0x9E3779B9) + "\",\"user_id\":\"u\"}\n")
                .collect(Collectors.joining());
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
