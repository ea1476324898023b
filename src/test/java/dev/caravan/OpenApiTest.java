package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.dashboard.report.ApiDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the HTTP API says what the routes serve, no more and no less. */
class OpenApiTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path DOCUMENT = Path.of("src/main/resources/dashboard/openapi.yaml");
    private static final String REPORT = "/api/reports/{report}";

    @Test
    void everyPathIsServedAndEveryOneThatIsServedIsDescribed() throws IOException {
        Set<String> served = new TreeSet<>(Set.of("/api/stream"));
        Set<String> reports = new TreeSet<>();
        for (String file : Set.of("dashboard", "reports", "overview", "simulator", "quality")) {
            for (JsonNode entry :
                    YAML.readTree(Path.of("routes", file + ".camel.yaml").toFile())) {
                JsonNode from = entry.at("/route/from");
                String path = from.at("/parameters/path").asText();
                String direct = from.at("/parameters/name").asText();
                if (path.startsWith("/api/")) {
                    served.add(path);
                } else if (file.equals("reports") && direct.startsWith("report-")) {
                    reports.add("/api/reports/" + direct.substring("report-".length()));
                }
            }
        }
        assertThat(served.remove(REPORT)).as("%s is served", REPORT).isTrue();
        served.addAll(reports);
        Set<String> described = new TreeSet<>();
        document().get("paths").fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = document();
        Set<String> references = new TreeSet<>(document.findValuesAsText("$ref"));
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void everyDefinitionHasItsStatement() throws IOException {
        JsonNode definitions = new ObjectMapper().readTree(new ApiDocuments().definitions());
        assertThat(definitions).isNotEmpty();
        assertThat(definitions.findValuesAsText("name")).doesNotHaveDuplicates();
        for (JsonNode one : definitions) {
            for (Map.Entry<String, JsonNode> field : one.properties()) {
                assertThat(field.getValue().asText().isEmpty()
                                && field.getValue().isTextual())
                        .as("%s of %s is empty", field.getKey(), one.get("name"))
                        .isFalse();
            }
            assertThat(one.get("sql").asText()).startsWith("-- Reads only.");
        }
    }

    private static JsonNode document() throws IOException {
        return YAML.readTree(DOCUMENT.toFile());
    }
}
