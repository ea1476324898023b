package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prose: what it points at is there, and what it says to set can be set. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PROPERTY =
            Pattern.compile("`((?:shop|server|management|embedded|data|inbox|stage|simulator|pipeline|topics|database"
                    + "|dashboard)\\.[a-z0-9.-]+)(?:=[^`]*)?`");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of(".github/CONTRIBUTING.md")));
        pages.addAll(RepositoryFiles.below("docs", ".md"));
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsSomewhere(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            String target = links.group(1);
            if (target.startsWith("http:") || target.startsWith("https:")) {
                continue;
            }
            int hash = target.indexOf('#');
            String file = hash < 0 ? target : target.substring(0, hash);
            Path pointed = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            assertThat(pointed).as("%s in %s", target, page).exists();
            if (hash >= 0) {
                assertThat(anchors(pointed)).as("%s in %s", target, page).contains(target.substring(hash + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingThatIsNamedExists(Path page) throws IOException {
        Set<String> defined = Files.readAllLines(Path.of("application.properties")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        Matcher properties = PROPERTY.matcher(Files.readString(page));
        while (properties.find()) {
            assertThat(defined).as("settings named in %s", page).contains(properties.group(1));
        }
    }

    @Test
    void everyDecisionIsListedInTheArchitecture() throws IOException {
        String architecture = Files.readString(Path.of("docs/architecture.md"));
        for (Path decision : RepositoryFiles.below("docs/decisions", ".md")) {
            assertThat(architecture).contains("(decisions/" + decision.getFileName() + ")");
        }
    }

    /** As GitHub makes them from headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
