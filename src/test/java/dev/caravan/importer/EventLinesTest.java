package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final PositionIds IDS = new PositionIds("digest");

    @Test
    void aLineGoesOnByteForByteUnlessItHasNoId() throws IOException {
        String text = Samples.text("events.ndjson");
        List<String> lines = text.lines().toList();

        List<ImportRecord> records = records(text);

        assertThat(records).extracting(ImportRecord::line).containsExactly(1L, 2L, 4L, 5L);
        assertThat(Samples.value(records.get(0))).isEqualTo(lines.get(0));
        assertThat(Samples.value(records.get(2))).isEqualTo(lines.get(3));
        assertThat(Samples.value(records.get(1)))
                .isEqualTo("{\"event_id\":\"" + IDS.at(2) + "\"," + lines.get(1).substring(1));
    }

    @Test
    void theKeyIsTheUserElseTheAnonymousVisitorElseNothing() throws IOException {
        assertThat(records(Samples.text("events.ndjson")))
                .extracting(ImportRecord::key)
                .containsExactly("u1", "a1", null, "u2");
    }

    @Test
    void anIdInsideANestedObjectIsNotTheEventsOwn() throws IOException {
        String line = "  {\"properties\":{\"event_id\":\"x\",\"user_id\":\"y\"},\"anonymous_id\":\"a\"}";

        ImportRecord record = records(line).get(0);

        assertThat(Samples.json(record).path("event_id").asText()).isEqualTo(IDS.at(1));
        assertThat(record.key()).isEqualTo("a");
    }

    @Test
    void anEmptyObjectGetsAnIdAndStaysJson() throws IOException {
        assertThat(Samples.value(records("{}").get(0))).isEqualTo("{\"event_id\":\"" + IDS.at(1) + "\"}");
    }

    @Test
    void whatIsNoObjectGoesOnAsItIs() throws IOException {
        assertThat(records("[1]\n\"a\"\nnull\n7\nabc"))
                .extracting(Samples::value)
                .containsExactly("[1]", "\"a\"", "null", "7", "abc");
    }

    @Test
    void brokenUtf8GoesOnAsItIs() throws IOException {
        byte[] line = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};

        BoundedLines lines = new BoundedLines(new ByteArrayInputStream(line));
        ImportRecord record = Samples.all(new EventLines(lines, IDS)).get(0);

        assertThat(record.value()).isEqualTo(line);
    }

    private static List<ImportRecord> records(String text) throws IOException {
        return Samples.all(new EventLines(Samples.lines(text), IDS));
    }
}
