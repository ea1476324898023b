package dev.caravan.quality.row;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that hold JSON as text, as RFC 8259 has it, and JSON Schema 2020-12 of it, with formats asserted. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** One value and nothing behind it. */
    boolean isJson(Object value) {
        try (JsonParser parser = MAPPER.createParser(RowValues.text(value))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    /**
     * What is no JSON doesn't match either.
     *
     * @param schema as object, or its JSON
     * @throws IllegalArgumentException if it is no schema
     */
    RowTest matching(@Nullable Object schema) {
        JsonSchema compiled = compiled(schema);
        return value -> {
            try {
                JsonNode json = MAPPER.readTree(RowValues.text(value));
                return !json.isMissingNode() && compiled.validate(json).isEmpty();
            } catch (JsonProcessingException e) {
                return false;
            }
        };
    }

    private static JsonSchema compiled(@Nullable Object schema) {
        try {
            JsonNode node = schema instanceof String text ? MAPPER.readTree(text) : MAPPER.valueToTree(schema);
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ROOT)
                    .build();
            JsonSchema compiled = JsonSchemaFactory.getInstance(
                            VersionFlag.V202012,
                            factory ->
                                    factory.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())))
                    .getSchema(node, config);
            compiled.initializeValidators();
            return compiled;
        } catch (JsonProcessingException | JsonSchemaException e) {
            throw new IllegalArgumentException("json_schema isn't a usable JSON Schema: " + e.getMessage(), e);
        }
    }
}
