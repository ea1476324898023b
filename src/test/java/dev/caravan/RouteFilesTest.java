package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The route files as they ship, against Camel's own schema and the rules that keep a file a paragraph. */
class RouteFilesTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> BRANCHING = Set.of("choice", "split", "multicast");

    private static JsonSchema schema;

    static Stream<Path> files() throws IOException {
        return RepositoryFiles.below("routes", ".camel.yaml").stream();
    }

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            assertThat(in).as("camel-yaml-dsl.jar holds the schema").isNotNull();
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileFollowsTheSchemaOfCamelsYaml(Path file) throws IOException {
        assertThat(schema.validate(YAML.readTree(file.toFile())))
                .as(file.toString())
                .isEmpty();
    }

    @Test
    void theSchemaRefusesAMisspeltStep() throws IOException {
        String misspelt = """
                - route:
                    id: a
                    from:
                      uri: direct:a
                      steps:
                        - tow: direct:b
                """;
        assertThat(schema.validate(YAML.readTree(misspelt))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteSaysWhatItIsCalledAndWhatItDoes(Path file) throws IOException {
        for (JsonNode route : routes(file)) {
            assertThat(route.path("id").asText())
                    .as("id of a route in %s", file)
                    .matches("[a-z]+(-[a-z]+)+");
            assertThat(route.path("description").asText())
                    .as("description of %s in %s", route.path("id").asText(), file)
                    .isNotBlank();
        }
    }

    @Test
    void noTwoRoutesHaveTheSameId() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : files().toList()) {
            for (JsonNode route : routes(file)) {
                assertThat(ids.add(route.path("id").asText()))
                        .as(
                                "%s in %s is the id of another route too",
                                route.path("id").asText(), file)
                        .isTrue();
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void optionsStandInParametersAndNotInTheUri(Path file) throws IOException {
        walk(YAML.readTree(file.toFile()), (name, value) -> {
            if (Set.of("uri", "to", "toD", "wireTap").contains(name) && value.isTextual()) {
                assertThat(value.asText()).as("%s in %s", name, file).doesNotContain("?");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void noBodyIsLoggedSinceEventsArePersonalData(Path file) throws IOException {
        walk(YAML.readTree(file.toFile()), (name, value) -> {
            if (name.equals("log")) {
                String message = value.isTextual()
                        ? value.asText()
                        : value.path("message").asText();
                assertThat(message).as("log in %s", file).doesNotContain("${body", "${bodyAs", "${headers}");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteBranchesAtMostOnce(Path file) throws IOException {
        for (JsonNode route : routes(file)) {
            List<String> branches = new ArrayList<>();
            walk(route, (name, value) -> {
                if (BRANCHING.contains(name)) {
                    branches.add(name);
                }
            });
            assertThat(branches)
                    .as(
                            "%s in %s: put the inner one into a route of its own",
                            route.path("id").asText(), file)
                    .hasSizeLessThan(2);
        }
    }

    private static List<JsonNode> routes(Path file) throws IOException {
        List<JsonNode> routes = new ArrayList<>();
        for (JsonNode entry : YAML.readTree(file.toFile())) {
            if (entry.has("route")) {
                routes.add(entry.get("route"));
            }
        }
        assertThat(routes).as("routes in %s", file).isNotEmpty();
        return routes;
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            visitor.accept(field.getKey(), field.getValue());
        }
        node.forEach(child -> walk(child, visitor));
    }
}
