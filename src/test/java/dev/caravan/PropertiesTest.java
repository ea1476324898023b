package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped settings: each is used, each that is used is there, and each says what it is. */
class PropertiesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??!?([a-z0-9.-]+?)(?::[^}]*)?}}");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"");

    /** Scripts give these to every version; the stage they switch isn't there, and the file says so. */
    private static final Set<String> RESERVED = Set.of("stage.intake");

    private static List<String> lines;
    private static Set<String> defined;
    private static Set<String> usedInRoutes;
    private static Set<String> namedInJava;

    @BeforeAll
    static void read() throws IOException {
        lines = Files.readAllLines(Path.of("application.properties"));
        defined = new TreeSet<>();
        lines.stream().filter(PropertiesTest::isProperty).forEach(line -> defined.add(key(line)));
        usedInRoutes = found(PLACEHOLDER, RepositoryFiles.below("routes", ".camel.yaml"));
        namedInJava = found(LITERAL, RepositoryFiles.below("src/main/java", ".java"));
    }

    @Test
    void everyKeyThatARouteUsesIsDefined() {
        assertThat(defined).containsAll(usedInRoutes);
    }

    @Test
    void everyKeyThatIsDefinedIsUsedInARouteOrInJava() {
        Set<String> unused = new TreeSet<>(defined);
        unused.removeAll(usedInRoutes);
        unused.removeAll(namedInJava);
        assertThat(unused)
                .as("keys that nothing reads: remove them, or reserve them")
                .isSubsetOf(RESERVED);
    }

    @Test
    void noKeyIsDefinedTwice() {
        List<String> keys = lines.stream()
                .filter(PropertiesTest::isProperty)
                .map(PropertiesTest::key)
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void everyKeyOrItsGroupHasACommentRightAboveIt() {
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isProperty(lines.get(i)) && !isExplained(i)) {
                bare.add(lines.get(i));
            }
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void aReservedKeySaysSo() {
        for (String key : RESERVED) {
            int line = lines.indexOf(key + "=true");
            assertThat(lines.get(line - 1)).as("comment of %s", key).startsWith("# reserved");
        }
    }

    private static boolean isExplained(int line) {
        int above = line - 1;
        while (above >= 0 && isProperty(lines.get(above))) {
            above--;
        }
        return above >= 0 && lines.get(above).startsWith("# ");
    }

    private static boolean isProperty(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('='));
    }

    private static Set<String> found(Pattern pattern, List<Path> files) throws IOException {
        Set<String> keys = new HashSet<>();
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                keys.add(matcher.group(1));
            }
        }
        return keys;
    }
}
