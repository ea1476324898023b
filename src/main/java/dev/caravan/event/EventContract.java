package dev.caravan.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the shop promises about its events: a JSON Schema 2020-12, shipped as {@code quality/event.schema.json} and changed by users.
 * Formats are asserted. The event types are the {@code enum} of its {@code event_type}.
 *
 * <p>A contract is read once, costs tens of milliseconds then and about 2 µs per event, and may be shared by threads. References to
 * other documents aren't followed, so that a contract works without a network.
 */
public final class EventContract {
    private static final int MOST_PROBLEMS_NAMED = 5;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonSchema schema;
    private final Map<String, EventType> types;

    private EventContract(JsonSchema schema, Map<String, EventType> types) {
        this.schema = schema;
        this.types = types;
    }

    /**
     * Reads the contract from a file.
     *
     * @throws InvalidContractException if it can't be read, isn't JSON or isn't a schema of events
     */
    public static EventContract read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new InvalidContractException(file.toString(), "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new InvalidContractException(file.toString(), "isn't UTF-8", e);
        } catch (IOException e) {
            throw new InvalidContractException(file.toString(), "can't be read: " + e, e);
        }
    }

    /**
     * Reads the contract from a stream, which the caller closes.
     *
     * @param name what error messages call it, such as the resource's name
     * @throws InvalidContractException if it can't be read, isn't JSON or isn't a schema of events
     */
    public static EventContract read(InputStream in, String name) {
        try {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new InvalidContractException(name, "can't be read: " + e, e);
        }
    }

    /**
     * The contract of that text.
     *
     * @param name what error messages call it
     * @throws InvalidContractException if it isn't JSON or isn't a schema of events
     */
    public static EventContract parse(String json, String name) {
        JsonNode document = tree(json, name);
        checkAgainstMetaSchema(document, name);
        Map<String, EventType> types = eventTypes(document, name);
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(
                            VersionFlag.V202012,
                            factory ->
                                    factory.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())))
                    .getSchema(document, config());
            schema.initializeValidators();
            return new EventContract(schema, types);
        } catch (JsonSchemaException e) {
            throw new InvalidContractException(name, "isn't a usable JSON Schema: " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(String json, String name) {
        try {
            JsonNode document = MAPPER.readTree(json);
            if (!document.isObject()) {
                throw new InvalidContractException(name, "isn't a JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new InvalidContractException(name, "isn't JSON" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    private static SchemaValidatorsConfig config() {
        return SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .build();
    }

    private static void checkAgainstMetaSchema(JsonNode document, String name) {
        Set<ValidationMessage> problems = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012), config())
                .validate(document);
        if (!problems.isEmpty()) {
            String list = problems.stream()
                    .limit(MOST_PROBLEMS_NAMED)
                    .map(problem -> problem.getInstanceLocation() + " " + problem.getError())
                    .collect(Collectors.joining("; "));
            throw new InvalidContractException(name, "isn't a JSON Schema 2020-12: " + list);
        }
    }

    private static Map<String, EventType> eventTypes(JsonNode document, String name) {
        JsonNode codes = document.at("/properties/event_type/enum");
        if (codes.isEmpty()) {
            throw new InvalidContractException(name, "/properties/event_type/enum must list the event types");
        }
        Map<String, EventType> types = new LinkedHashMap<>();
        for (JsonNode code : codes) {
            if (!code.isTextual()) {
                throw new InvalidContractException(
                        name, "/properties/event_type/enum must hold strings, holds " + code);
            }
            try {
                types.put(code.textValue(), EventType.of(code.textValue()));
            } catch (IllegalArgumentException e) {
                throw new InvalidContractException(name, "/properties/event_type/enum: " + e.getMessage(), e);
            }
        }
        return types;
    }

    /** Everything that breaks a rule of the contract, in no promised order; empty for a good event. */
    public List<FieldError> validate(JsonNode event) {
        Set<ValidationMessage> broken = schema.validate(event);
        if (broken.isEmpty()) {
            return List.of();
        }
        List<FieldError> errors = new ArrayList<>(broken.size());
        for (ValidationMessage message : broken) {
            FieldError error = new FieldError(fieldOf(message), message.getType(), message.getError());
            if (!errors.contains(error)) {
                errors.add(error);
            }
        }
        return errors;
    }

    /** The pointer of the field itself, also where the library names the object that lacks it or has one too many. */
    private static String fieldOf(ValidationMessage message) {
        String location = message.getInstanceLocation().toString();
        String property = message.getProperty();
        return property == null ? location : Pointers.child(location, property);
    }

    /** The event type of that code; null if the contract doesn't list it. */
    public @Nullable EventType typeOf(String code) {
        return types.get(code);
    }

    /** The event types that the contract lists, in its order. */
    public List<EventType> eventTypes() {
        return List.copyOf(types.values());
    }
}
