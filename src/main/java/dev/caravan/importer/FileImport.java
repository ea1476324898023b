package dev.caravan.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file on its way to the topic, chunk by chunk: {@link #next}, send, {@link #acknowledge}, and so on. Holds one chunk in memory.
 * Used by one thread at a time.
 */
final class FileImport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileImport.class);
    private static final int CHUNK_RECORDS = 1_000;
    private static final int CHUNK_BYTES = 4 * 1024 * 1024;
    private static final long CHECKPOINT_MS = 1_000;
    private static final long PROGRESS_MS = 5_000;

    private final SourceFile file;
    private final SourceFile.Content content;
    private final FileChannel channel;
    private final RecordSource source;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final long startedAtMs;
    private final long skippedLines;
    private long doneLines;
    private long records;
    private long checkpointAtMs;
    private long progressAtMs;
    private boolean ended;
    private @Nullable Exception damage;

    private FileImport(Opened opened, Checkpoints checkpoints, Clock clock, BooleanSupplier stopping) {
        this.file = opened.file;
        this.content = opened.content;
        this.channel = opened.channel;
        this.source = opened.source;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.stopping = stopping;
        this.skippedLines = checkpoints.lines(content.digest());
        this.doneLines = skippedLines;
        this.startedAtMs = clock.millis();
        this.checkpointAtMs = startedAtMs;
        this.progressAtMs = startedAtMs;
    }

    private record Opened(SourceFile file, SourceFile.Content content, FileChannel channel, RecordSource source) {}

    /**
     * Opens a file where its last import ended.
     *
     * @param stopping whether the application wants the import to end before its file does
     * @throws UnreadableFileException if nothing of the file can be imported
     * @throws ImportStoppedException if the file is still being written
     */
    static FileImport open(
            SourceFile file, CsvFormats formats, Checkpoints checkpoints, Clock clock, BooleanSupplier stopping)
            throws UnreadableFileException, IOException {
        SourceFile.Content content = file.content();
        if (!file.isUnchanged()) {
            throw new ImportStoppedException(
                    file.name() + " is still being written; it is read when it has come to rest");
        }
        IOException broken = content.broken();
        if (file.csv() && broken != null) {
            throw new UnreadableFileException(
                    "The gzip is damaged: " + broken.getMessage()
                            + "\n\nNothing of it was imported, since the ids of a CSV's events"
                            + " come from the whole content.\n\nWhat to do: drop a sound copy into the inbox.",
                    broken);
        }
        FileChannel channel = FileChannel.open(file.path());
        try {
            RecordSource source = source(file, channel, formats, new PositionIds(content.digest()));
            return new FileImport(new Opened(file, content, channel, source), checkpoints, clock, stopping);
        } catch (UnreadableFileException | IOException e) {
            channel.close();
            throw e;
        }
    }

    private static RecordSource source(SourceFile file, FileChannel channel, CsvFormats formats, PositionIds ids)
            throws UnreadableFileException, IOException {
        InputStream in = file.open(channel);
        BoundedLines lines = new BoundedLines(in);
        if (!file.csv()) {
            return new EventLines(lines, ids);
        }
        byte[] header = lines.next();
        CsvFormat format = formats.of(header == null ? "" : new String(header, StandardCharsets.UTF_8));
        return new CsvEvents(format, new CsvRows(lines, format.delimiter()), ids);
    }

    /** Records that are sent and acknowledged together; {@code doneLines} as in {@link ImportRecord}. */
    record Chunk(List<ImportRecord> records, long doneLines) {}

    /**
     * The next records, 1,000 or 4 MB of them; null at the end of the file. What an earlier import sent is passed over.
     *
     * @throws UnreadableFileException if the file breaks here
     * @throws ImportStoppedException if the application stops
     */
    @Nullable
    Chunk next() throws UnreadableFileException {
        if (stopping.getAsBoolean()) {
            throw new ImportStoppedException(
                    file.name() + ": stopped after line " + doneLines + ", goes on from there");
        }
        List<ImportRecord> chunk = new ArrayList<>(CHUNK_RECORDS);
        if (damage == null) {
            try {
                fill(chunk);
            } catch (IOException | RuntimeException e) {
                damage = e;
            }
        }
        if (!chunk.isEmpty()) {
            return new Chunk(chunk, chunk.get(chunk.size() - 1).doneLines());
        }
        if (damage != null) {
            throw brokenAt(damage);
        }
        return null;
    }

    private void fill(List<ImportRecord> chunk) throws IOException {
        int bytes = 0;
        while (chunk.size() < CHUNK_RECORDS && bytes < CHUNK_BYTES) {
            ImportRecord next = source.next();
            if (next == null) {
                return;
            }
            if (next.line() > skippedLines) {
                chunk.add(next);
                bytes += next.value().length;
            }
        }
    }

    private UnreadableFileException brokenAt(Exception cause) {
        return new UnreadableFileException(
                "The file can't be read beyond line " + source.line() + ": " + cause
                        + "\n\nThe lines before were imported.\n\nWhat to do: drop a sound copy into the inbox. Events with ids of their"
                        + " own are not counted twice.",
                cause);
    }

    /** A chunk that {@link #next} gave is stored by the topic, and all before it. */
    void acknowledge(Chunk chunk) {
        records += chunk.records().size();
        doneLines = Math.max(doneLines, chunk.doneLines());
        long nowMs = clock.millis();
        if (nowMs - checkpointAtMs >= CHECKPOINT_MS) {
            checkpoints.write(content.digest(), file.name(), doneLines);
            checkpointAtMs = nowMs;
        }
        if (nowMs - progressAtMs >= PROGRESS_MS) {
            LOG.info("import of {}: {}", file.name(), progress());
            progressAtMs = nowMs;
        }
    }

    /** How far and how fast, such as {@code 12000 lines, 10000 records, 40 % of the file, 25000 lines/s}. */
    String progress() {
        long elapsedMs = Math.max(1, clock.millis() - startedAtMs);
        long linesPerSec = (source.line() - skippedLines) * 1_000 / elapsedMs;
        return source.line() + " lines, " + records + " records, " + sharePercent() + " % of the file, " + linesPerSec
                + " lines/s" + (skippedLines > 0 ? ", resumed after line " + skippedLines : "");
    }

    private long sharePercent() {
        try {
            return file.sizeBytes() == 0 ? 100 : Math.min(100, channel.position() * 100 / file.sizeBytes());
        } catch (IOException closed) {
            return 100;
        }
    }

    /**
     * Everything is sent and acknowledged.
     *
     * @throws UnreadableFileException if somebody wrote to the file meanwhile
     */
    void finish() throws UnreadableFileException, IOException {
        ended = true;
        if (!file.isUnchanged()) {
            throw new UnreadableFileException(
                    "The file was changed while it was imported, up to line " + source.line()
                            + ".\n\nWhat to do: drop a file that holds only what is missing. Write elsewhere, then move into the inbox.");
        }
    }

    /** The file goes to {@code failed/}: nobody will go on with it. */
    void giveUp() {
        ended = true;
    }

    /** Lets go of the file, and keeps how far it came unless it has ended. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (ended) {
            checkpoints.clear(content.digest());
        } else {
            checkpoints.write(content.digest(), file.name(), doneLines);
        }
    }
}
