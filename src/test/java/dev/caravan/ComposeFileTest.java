package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml}, as far as it can be read without a Docker engine. */
class ComposeFileTest {
    private static JsonNode compose;
    private static Map<String, JsonNode> services;

    @BeforeAll
    static void read() throws IOException {
        // SnakeYAML itself, since Jackson leaves merge keys (<<) as they are
        Object merged = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        compose = new ObjectMapper().valueToTree(merged);
        services = new TreeMap<>();
        compose.get("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
    }

    @Test
    void everyImageHasAPinnedTag() {
        services.forEach((name, service) -> {
            String image = service.has("image")
                    ? service.get("image").asText()
                    : baseImage(service.at("/build/dockerfile_inline").asText());
            assertThat(image).as("image of %s", name).matches("[a-z0-9/-]+:v?[0-9]+\\.[0-9][^:]*");
        });
    }

    @Test
    void everyServiceHasAHealthcheckThatAsksTheServiceItself() {
        services.forEach((name, service) -> assertThat(service.at("/healthcheck/test"))
                .as("healthcheck of %s", name)
                .isNotEmpty());
    }

    @Test
    void aServiceWaitsForTheHealthOfWhatItNeeds() {
        services.forEach((name, service) -> service.path("depends_on")
                .properties()
                .forEach(needed -> {
                    assertThat(services).as("what %s needs", name).containsKey(needed.getKey());
                    assertThat(needed.getValue().path("condition").asText())
                            .as("how %s waits for %s", name, needed.getKey())
                            .isEqualTo("service_healthy");
                }));
    }

    @Test
    void noSecretStandsInTheFile() {
        services.forEach((name, service) -> service.path("environment")
                .properties()
                .forEach(variable -> {
                    if (variable.getKey().contains("PASSWORD")) {
                        assertThat(variable.getKey())
                                .as("%s of %s", variable.getKey(), name)
                                .endsWith("_FILE");
                        assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
                    }
                }));
        compose.get("secrets")
                .forEach(secret -> assertThat(secret.path("file").asText())
                        .as("a path that the user must give")
                        .contains(":?"));
    }

    @Test
    void everySecretAndVolumeThatAServiceUsesIsDeclared() {
        services.forEach((name, service) -> {
            service.path("secrets")
                    .forEach(secret -> assertThat(compose.get("secrets").has(secret.asText()))
                            .as("secret %s of %s", secret.asText(), name)
                            .isTrue());
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":", -1)[0];
                boolean there = source.startsWith("./")
                        ? source.equals("./inbox") || Files.exists(Path.of(source))
                        : compose.get("volumes").has(source);
                assertThat(there).as("volume %s of %s", source, name).isTrue();
            }
        });
    }

    @Test
    void everySettingOfCaravanIsAPropertyThatExists() throws IOException {
        Set<String> variables = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("application.properties"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String key = line.substring(0, line.indexOf('='));
                variables.add(key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
            }
        }
        compose.at("/services/caravan/environment").properties().forEach(variable -> {
            String name = variable.getKey().replaceFirst("_FILE$", "");
            if (!name.equals("JAVA_TOOL_OPTIONS")) {
                assertThat(variables).contains(name);
            }
        });
    }

    @Test
    void whatTheImageCopiesIsInTheRepositoryOrIsBuilt() {
        Matcher copies = Pattern.compile("(?m)^COPY (.+) \\S+$")
                .matcher(compose.at("/services/caravan/build/dockerfile_inline").asText());
        List<String> sources = new ArrayList<>();
        while (copies.find()) {
            sources.addAll(List.of(copies.group(1).split(" ")));
        }
        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            if (!source.startsWith("target/")) {
                assertThat(Path.of(source)).exists();
            }
        });
    }

    @Test
    void dockerItselfAcceptsTheFile() throws Exception {
        assumeTrue(
                Tool.find("docker", "compose", "version").works(),
                "skipped: the client plugin `docker compose` is not on this machine");
        Tool.Result result = Tool.run(
                Map.of("DATABASE_PASSWORD_FILE", "pom.xml", "GRAFANA_PASSWORD_FILE", "pom.xml"),
                "docker",
                "compose",
                "config",
                "--quiet");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String baseImage(String dockerfile) {
        return dockerfile.lines().findFirst().orElse("").replaceFirst("^FROM ", "");
    }
}
