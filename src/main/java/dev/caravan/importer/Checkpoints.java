package dev.caravan.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each import has come, one small JSON file a digest: {@code {"file":"a.csv","lines":12000}}. Only a saving: without it a file
 * is sent from its start again, and its events are known duplicates. So nothing here fails an import.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    /** @param folder is made when it is needed */
    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Lines from the start of the file with that content that need not be sent again; 0 if nothing is known. */
    long lines(String digest) {
        Path file = file(digest);
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            JsonNode checkpoint = JSON.readTree(file.toFile());
            return Math.max(0, checkpoint.path("lines").asLong(0));
        } catch (IOException e) {
            LOG.warn("checkpoint {} can't be read, the file is sent from its start: {}", file, e.getMessage());
            return 0;
        }
    }

    void write(String digest, String fileName, long lines) {
        Path file = file(digest);
        Path written = folder.resolve(digest + ".tmp");
        try {
            Files.createDirectories(folder);
            JSON.writeValue(written.toFile(), Map.of("file", fileName, "lines", lines));
            replace(written, file);
        } catch (IOException e) {
            LOG.warn("checkpoint {} can't be written, a restart would begin further back: {}", file, e.getMessage());
        }
    }

    void clear(String digest) {
        try {
            Files.deleteIfExists(file(digest));
        } catch (IOException e) {
            LOG.warn("checkpoint {} can't be deleted: {}", file(digest), e.getMessage());
        }
    }

    private static void replace(Path written, Path file) throws IOException {
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest + ".json");
    }
}
