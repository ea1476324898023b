package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** Real answers against the description of the HTTP API. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenApi() {}

    /** Fails where a report's answer isn't what the description promises, over a range of days and over one. */
    static void assertReportsAreAsDescribed(RunningCaravan caravan, String days, String oneDay) throws IOException {
        JsonNode document = new YAMLMapper()
                .readTree(Path.of("src/main/resources/dashboard/openapi.yaml").toFile());
        JsonNode session = JSON.readTree(
                        caravan.get("/api/reports/sessions?limit=1&" + days).body())
                .at("/data/rows/0/sessionId");
        for (String range : List.of(days, oneDay)) {
            for (String report : List.of(
                    "overview",
                    "funnel",
                    "products",
                    "carts",
                    "breakdown",
                    "retention",
                    "sessions",
                    "events",
                    "filters")) {
                assertAsDescribed(caravan, document, "/api/reports/" + report, "?" + range);
            }
        }
        assertAsDescribed(caravan, document, "/api/reports/session", "?id=" + session.asText());
        assertAsDescribed(caravan, document, "/api/definitions", "");
    }

    private static void assertAsDescribed(RunningCaravan caravan, JsonNode document, String path, String query)
            throws IOException {
        HttpResponse<String> answer = caravan.get(path + query);
        assertThat(answer.statusCode()).as(path + query + answer.body()).isEqualTo(200);
        ObjectNode schema = document.at("/paths")
                .path(path)
                .at("/get/responses/200/content")
                .path("application/json")
                .path("schema")
                .deepCopy();
        assertThat(schema).as("schema of %s", path).isNotEmpty();
        schema.set("components", document.path("components"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(JSON.readTree(answer.body())))
                .as(path + query)
                .isEmpty();
    }
}
