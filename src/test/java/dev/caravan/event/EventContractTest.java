package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventContractTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theShippedContractListsExactlyTheKnownTypes() {
        assertThat(Parsers.contract().eventTypes()).isEqualTo(EventType.known());
    }

    @Test
    void everyFieldOfTheShippedContractExplainsItself() throws JsonProcessingException {
        JsonNode schema = MAPPER.readTree(Parsers.contractText());
        for (String pointer : new String[] {"/properties", "/properties/items/items/properties"}) {
            for (Map.Entry<String, JsonNode> field : schema.at(pointer).properties()) {
                assertThat(field.getValue().path("title").asText())
                        .as(field.getKey())
                        .isNotBlank();
                assertThat(field.getValue().path("description").asText())
                        .as(field.getKey())
                        .isNotBlank();
            }
        }
    }

    @Test
    void allErrorsOfAnEventAreListedEachOnItsField() throws JsonProcessingException {
        JsonNode event = MAPPER.readTree(
                "{\"event_id\":\"\",\"event_type\":\"page_view\",\"price\":-1,\"items\":[{},{\"quantity\":0}]}");

        assertThat(Parsers.contract().validate(event))
                .extracting(error -> error.field() + " " + error.rule())
                .containsExactlyInAnyOrder(
                        "/event_id minLength",
                        "/price minimum",
                        "/items/1/quantity minimum",
                        "/event_timestamp required",
                        "/user_id required",
                        "/anonymous_id required");
    }

    @Test
    void formatsAreAsserted() throws JsonProcessingException {
        EventContract contract = EventContract.parse(
                "{\"properties\":{\"event_type\":{\"enum\":[\"share\"]},\"ip_address\":{\"format\":\"ipv4\"}}}",
                "mine");

        assertThat(contract.validate(MAPPER.readTree("{\"ip_address\":\"300.1.1.1\"}")))
                .extracting(FieldError::rule)
                .containsExactly("format");
    }

    @Test
    void aFieldThatATighterContractForbidsIsNamedItself() throws JsonProcessingException {
        EventContract contract = EventContract.parse(
                "{\"properties\":{\"event_type\":{\"enum\":[\"share\"]}},\"additionalProperties\":false}", "mine");

        assertThat(contract.validate(MAPPER.readTree("{\"a/b~c\":1}")))
                .extracting(FieldError::field)
                .containsExactly("/a~1b~0c");
    }

    @Test
    void theContractIsReadFromAFileOrAStream(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), Parsers.contractText());
        assertThat(EventContract.read(file).eventTypes()).contains(EventType.PURCHASE);

        try (InputStream in = Files.newInputStream(file)) {
            assertThat(EventContract.read(in, "mine").eventTypes()).contains(EventType.PURCHASE);
        }
    }

    @Test
    void aMissingOrUnreadableFileIsNamed(@TempDir Path folder) throws IOException {
        Path latin1 = Files.write(folder.resolve("latin1.json"), new byte[] {'{', (byte) 0xE9, '}'});

        assertThatThrownBy(() -> EventContract.read(folder.resolve("gone.json")))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageEndingWith("gone.json: there is no such file");
        assertThatThrownBy(() -> EventContract.read(latin1)).hasMessageEndingWith("latin1.json: isn't UTF-8");
        assertThatThrownBy(() -> EventContract.read(folder)).hasMessageContaining("can't be read");
    }

    @Test
    void aStreamThatFailsIsNamed(@TempDir Path folder) throws IOException {
        InputStream closed = Files.newInputStream(Files.writeString(folder.resolve("mine.json"), "{}"));
        closed.close();

        assertThatThrownBy(() -> EventContract.read(closed, "a stream"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageStartingWith("a stream: can't be read");
        assertThatThrownBy(() ->
                        EventContract.read(new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8)), "a stream"))
                .hasMessage("a stream: isn't a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                  | isn't a JSON object",
                "{\"a\":                                             | isn't JSON at line 1",
                "{\"a\":1,\"a\":2}                                   | Duplicate field 'a'",
                "{} {}                                               | isn't JSON",
                "{}                                                  | /properties/event_type/enum must list the event types",
                "{\"properties\":{\"event_type\":{\"enum\":[]}}}     | /properties/event_type/enum must list the event types",
                "{\"properties\":{\"event_type\":{\"enum\":[1]}}}    | must hold strings, holds 1",
                "{\"properties\":{\"event_type\":{\"enum\":[\"A b\"]}}} | was A b",
                "{\"type\":\"text\"}                                 | /type",
                "{\"required\":\"event_id\"}                         | /required string found, array expected",
                "{\"properties\":{\"a\":{\"minLength\":-1}}}         | /properties/a/minLength",
                "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}        | /properties/a/pattern",
                "{\"properties\":{\"event_type\":{\"enum\":[\"a\"]},\"b\":{\"$ref\":\"#/$defs/none\"}}} | isn't a usable JSON Schema",
                "{\"properties\":{\"event_type\":{\"enum\":[\"a\"]},\"b\":{\"$ref\":\"http://127.0.0.1:1/x\"}}} | isn't a usable JSON Schema",
                "{\"$schema\":\"http://127.0.0.1:1/x\",\"properties\":{\"event_type\":{\"enum\":[\"a\"]}}} | isn't a usable JSON Schema",
            })
    void aContractThatIsNoneSaysWhichFileAndWhatIsWrong(String text, String problem) {
        assertThatThrownBy(() -> EventContract.parse(text, "quality/mine.json"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageStartingWith("quality/mine.json: ")
                .hasMessageContaining(problem);
    }
}
