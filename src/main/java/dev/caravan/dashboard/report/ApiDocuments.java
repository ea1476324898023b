package dev.caravan.dashboard.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is said about the numbers and about the API: texts of the classpath, read once. */
public final class ApiDocuments {
    private final String definitions;
    private final String openApi;

    /** Reads them; fails where one is missing, or names a statement that is. */
    public ApiDocuments() {
        openApi = text("dashboard/openapi.yaml");
        ObjectMapper json = new ObjectMapper();
        try {
            JsonNode all = json.readTree(text("report/definitions.json"));
            for (JsonNode one : all) {
                ((ObjectNode) one).put("sql", text(one.path("sqlFile").asText()));
            }
            definitions = json.writeValueAsString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each number means, with the statement that reads it, as JSON. */
    public String definitions() {
        return definitions;
    }

    /** Every path of the HTTP API, as an OpenAPI document in YAML. */
    public String openApi() {
        return openApi;
    }

    private static String text(String resource) {
        try (InputStream in = ApiDocuments.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
