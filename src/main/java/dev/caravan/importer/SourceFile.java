package dev.caravan.importer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of the inbox as it stood when it was opened.
 *
 * @param csv whether it is CSV; else one JSON object a line
 * @param sizeBytes as it lies on disk
 * @param changedAtMs time of the last change, since the epoch
 */
record SourceFile(Path path, boolean csv, boolean gzip, long sizeBytes, long changedAtMs) {

    /**
     * What a first pass through the file found.
     *
     * @param digest SHA-256 of the uncompressed content as far as it can be read, in hex
     * @param broken why the content ends too early; null for a sound file
     */
    record Content(String digest, @Nullable IOException broken) {}

    /** @throws UnreadableFileException if the name doesn't end like a kind of file that can be imported */
    static SourceFile of(Path path) throws UnreadableFileException, IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String kind = gzip ? name.substring(0, name.length() - ".gz".length()) : name;
        boolean csv = kind.endsWith(".csv");
        if (!csv && !kind.endsWith(".ndjson") && !kind.endsWith(".jsonl") && !kind.endsWith(".json")) {
            throw new UnreadableFileException(
                    "Unknown kind of file: the name must end in .ndjson, .jsonl, .json (one event a line)"
                            + " or .csv, each also with .gz.\n\nWhat to do: rename the file and drop it into the inbox again.");
        }
        return new SourceFile(
                path,
                csv,
                gzip,
                Files.size(path),
                Files.getLastModifiedTime(path).toMillis());
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The uncompressed content, read through {@code channel}, whose position tells how far reading has come. */
    InputStream open(FileChannel channel) throws IOException {
        InputStream raw = Channels.newInputStream(channel);
        if (!gzip || sizeBytes == 0) {
            return raw;
        }
        return new GZIPInputStream(raw, 64 * 1024);
    }

    /** Reads the whole file once, about 300 MB a second on one core. */
    Content content() throws IOException {
        MessageDigest sha256 = sha256();
        IOException broken = null;
        try (FileChannel channel = FileChannel.open(path);
                InputStream in = new DigestInputStream(open(channel), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException e) {
            broken = e;
        }
        return new Content(HexFormat.of().formatHex(sha256.digest()), broken);
    }

    /** Whether the file is still the one that was opened. */
    boolean isUnchanged() throws IOException {
        return Files.size(path) == sizeBytes && Files.getLastModifiedTime(path).toMillis() == changedAtMs;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
