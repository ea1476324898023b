package dev.caravan;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of real shops, which lie beside the project and not in it. */
final class RealData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private RealData(Path folder) {
        this.folder = folder;
    }

    /** The data of that name; the test is skipped where it is absent. */
    static RealData of(String name) {
        Path folder = Path.of("../shared/data", name);
        assumeTrue(Files.isDirectory(folder), "skipped: the real data is not at " + folder);
        return new RealData(folder);
    }

    /** What a correct pipeline reports, as others counted it. */
    JsonNode expected() {
        try {
            return JSON.readTree(folder.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files with that ending, in order. */
    List<String> names(String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
