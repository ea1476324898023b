package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records that no shop should send, each with the one reason for which it must be rejected. Files stand in
 * {@code adversarial/<reason>/} of the test resources; what is large or follows from the contract is generated.
 *
 * <p>None of them depends on the time of day: run them with any {@code now} after 2020.
 */
public final class AdversarialRecords {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AdversarialRecords() {}

    /** One bad record. */
    public static final class Bad {
        private final String name;
        private final byte[] bytes;
        private final Reason expected;

        Bad(String name, byte[] bytes, Reason expected) {
            this.name = name;
            this.bytes = bytes;
            this.expected = expected;
        }

        public String name() {
            return name;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public Reason expected() {
            return expected;
        }

        @Override
        public String toString() {
            return expected.code() + "/" + name;
        }
    }

    /** All of them, in the same order every time; names are unique. */
    public static Stream<Bad> stream() {
        return Stream.of(files(), large(), wrongTypes(), tooLong()).flatMap(List::stream);
    }

    private static List<Bad> files() {
        try (Stream<Path> files =
                Files.walk(Path.of(Objects.requireNonNull(AdversarialRecords.class.getResource("/adversarial"))
                        .toURI()))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(AdversarialRecords::file)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Bad file(Path path) {
        String folder = path.getName(path.getNameCount() - 2).toString();
        String name = folder + "-" + path.getFileName();
        try {
            return new Bad(name, Files.readAllBytes(path), Reason.valueOf(folder.toUpperCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Bad> large() {
        String end = good().toString().substring(1);
        return List.of(
                bad("one-byte-too-many", paddedTo(65_537), Reason.TOO_LARGE),
                bad("megabytes-of-nothing", " ".repeat(5_000_000), Reason.TOO_LARGE),
                bad("megabytes-of-brackets", "[".repeat(5_000_000), Reason.TOO_LARGE),
                bad("full-size-whitespace", " ".repeat(65_536), Reason.MALFORMED_JSON),
                bad("full-size-brackets", "[".repeat(65_536), Reason.NOT_AN_OBJECT),
                bad("full-size-objects", "{\"a\":".repeat(13_107), Reason.SCHEMA_VIOLATION),
                bad("nested-65-deep", "{\"x\":" + "[".repeat(64) + "]".repeat(64) + "," + end, Reason.SCHEMA_VIOLATION),
                bad("a-number-of-60000-digits", "{\"x\":" + "9".repeat(60_000) + "," + end, Reason.SCHEMA_VIOLATION),
                bad("a-name-of-65000-characters", "{\"" + "n".repeat(65_000) + "\":1}", Reason.SCHEMA_VIOLATION),
                bad("20000-bad-items", "{\"items\":[" + "1,".repeat(20_000) + "1]," + end, Reason.SCHEMA_VIOLATION));
    }

    /** Every field of the contract with a value of every type that isn't its own. */
    private static List<Bad> wrongTypes() {
        Map<String, JsonNode> samples = new TreeMap<>(Map.of(
                "string", json("\"x\""),
                "number", json("1.5"),
                "boolean", json("true"),
                "array", json("[]"),
                "object", json("{}")));
        List<Bad> records = new ArrayList<>();
        for (String pointer : List.of("/properties", "/properties/items/items/properties")) {
            boolean ofItem = pointer.contains("items");
            for (Map.Entry<String, JsonNode> field : contract().at(pointer).properties()) {
                samples.forEach((type, sample) -> {
                    if (!type.equals(field.getValue().path("type").asText())) {
                        records.add(bad(
                                (ofItem ? "item-" : "") + field.getKey() + "-as-" + type,
                                with(field.getKey(), sample, ofItem).toString(),
                                Reason.SCHEMA_VIOLATION));
                    }
                });
            }
        }
        return records;
    }

    /** Every text of the contract with one character more than it may have. */
    private static List<Bad> tooLong() {
        List<Bad> records = new ArrayList<>();
        for (String pointer : List.of("/properties", "/properties/items/items/properties")) {
            boolean ofItem = pointer.contains("items");
            for (Map.Entry<String, JsonNode> field : contract().at(pointer).properties()) {
                int longest = field.getValue().path("maxLength").asInt();
                if (longest > 0) {
                    JsonNode text = MAPPER.getNodeFactory().textNode("x".repeat(longest + 1));
                    records.add(bad(
                            (ofItem ? "item-" : "") + field.getKey() + "-too-long",
                            with(field.getKey(), text, ofItem).toString(),
                            Reason.SCHEMA_VIOLATION));
                }
            }
        }
        return records;
    }

    private static ObjectNode with(String field, JsonNode value, boolean ofItem) {
        ObjectNode event = good();
        ObjectNode holder = ofItem ? event.putArray("items").addObject() : event;
        holder.set(field, value);
        return event;
    }

    private static JsonNode contract() {
        try (InputStream in = AdversarialRecords.class.getResourceAsStream("/quality/event.schema.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good event of exactly that many bytes. */
    static String paddedTo(int bytes) {
        ObjectNode event = good();
        ObjectNode properties = event.putObject("properties").put("pad", "");
        properties.put("pad", "x".repeat(bytes - event.toString().length()));
        return event.toString();
    }

    /** The least that is an event. */
    static ObjectNode good() {
        return MAPPER.createObjectNode()
                .put("event_id", "5f0c7e0e-6f0a-4c39-9a52-0d5a7f3f1a11")
                .put("event_type", "page_view")
                .put("event_timestamp", "2020-01-01T00:00:00Z")
                .put("user_id", "u-1");
    }

    private static Bad bad(String name, String json, Reason expected) {
        return new Bad(name, json.getBytes(StandardCharsets.UTF_8), expected);
    }
}
