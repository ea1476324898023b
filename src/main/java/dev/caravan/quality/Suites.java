package dev.caravan.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suites of a folder, or, where there is no folder, those that are packed. Read again when a file has changed; one with a mistake is
 * reported, and what it said before goes on.
 *
 * <p>Safe for several threads.
 */
public final class Suites {
    private static final Logger LOG = LoggerFactory.getLogger(Suites.class);
    private static final String PACKED = "/quality/suites";

    /**
     * What the files say now.
     *
     * @param suites by name
     * @param mistakes of files that can't be used, as they are now
     */
    public record Current(List<Suite> suites, List<SuiteMistake> mistakes) {
        public Optional<Suite> named(String name) {
            return suites.stream().filter(suite -> suite.name().equals(name)).findFirst();
        }
    }

    private final Path folder;
    private Map<String, String> texts = Map.of();
    private final Map<String, Suite> byFile = new TreeMap<>();
    private volatile Current current = new Current(List.of(), List.of());

    /** Reads them for the first time. What they hold as mistakes stands in {@link #current()}. */
    public Suites(Path folder) {
        this.folder = folder;
        refresh();
    }

    public Current current() {
        return current;
    }

    /** Looks whether files have changed, and reads them then. */
    public synchronized void refresh() {
        Map<String, String> now = Files.isDirectory(folder) ? textsIn(folder) : packed();
        if (now.equals(texts)) {
            return;
        }
        List<SuiteMistake> mistakes = new ArrayList<>();
        byFile.keySet().retainAll(now.keySet());
        now.forEach((file, text) -> {
            try {
                byFile.put(file, SuiteReader.read(file, text));
            } catch (SuiteMistakesException e) {
                mistakes.addAll(e.mistakes());
            }
        });
        Map<String, Suite> byName = new TreeMap<>();
        byFile.forEach((file, suite) -> {
            Suite earlier = byName.putIfAbsent(suite.name(), suite);
            if (earlier != null) {
                mistakes.add(new SuiteMistake(
                        file, 1, "the name " + suite.name() + " is taken by " + earlier.file() + "; give another"));
            }
        });
        texts = now;
        current = new Current(List.copyOf(byName.values()), List.copyOf(mistakes));
        mistakes.forEach(mistake -> LOG.error("{}", mistake));
        LOG.info(
                "data quality: {} suites, {} expectations",
                byName.size(),
                byName.values().stream()
                        .mapToInt(suite -> suite.expectations().size())
                        .sum());
    }

    /** The packed ones, whatever folder there is. */
    private static Map<String, String> packed() {
        URL url = Suites.class.getResource(PACKED);
        if (url == null) {
            return Map.of();
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return textsIn(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return textsIn(jar.getPath(PACKED));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the packed suites can't be read", e);
        }
    }

    private static Map<String, String> textsIn(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Suites::isSuite).toList()) {
                texts.put(
                        "quality/suites/" + file.getFileName(),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the suites in " + folder + " can't be read", e);
        }
        return texts;
    }

    private static boolean isSuite(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
    }
}
