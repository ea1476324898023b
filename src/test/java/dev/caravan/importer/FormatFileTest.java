package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatFileTest {
    private static final Map<String, String> SMALL =
            Map.of("columns", "when,what,cost", "field.event_type.from", "what", "field.event_timestamp.from", "when");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "field.price.from|Cost|field.price.from: names column 'Cost'",
                "field.prize.from|cost|field.prize.from: prize is no field; use one of",
                "field.price.form|cost|field.price.form: is no option; use one of",
                "field.price.zone|UTC|field.price.from: is missing",
                "field.event_timestamp.time|yyyy-bb|field.event_timestamp.time: is no pattern",
                "field.event_type.when.1.column|what|field.event_type.when.1: needs all of",
                "item.session_id.from|what|item.session_id.from: session_id is no field",
                "group.by|invoice|group.by: names column 'invoice'",
                "delimiter|;;|delimiter: must be one character",
                "columns|when,,cost|columns: name every column",
                "nonsense|1|nonsense: is no key",
                "field.price.decimal-comma|yes|field.price."
            })
    void aMistakeNamesFileAndKeyAndWhatToDo(String key, String value, String message) {
        Map<String, String> keys = new HashMap<>(SMALL);
        keys.put(key, value);

        assertThatThrownBy(() -> FormatFile.read("shop.properties", keys))
                .isInstanceOf(FormatMistakeException.class)
                .hasMessageStartingWith("shop.properties: " + message);
    }

    @Test
    void aFormatWithoutATypeOrATimeIsAMistake() {
        assertThatThrownBy(() -> FormatFile.read("shop.properties", Map.of("columns", "a")))
                .hasMessageStartingWith("shop.properties: field.event_timestamp: is missing");
    }

    @Test
    void timesAreReadAsDeclaredAndStayAsTheyAreOtherwise() throws Exception {
        assertThat(time("uuuu-MM-dd HH:mm:ss", null, "2024-03-05 09:00:00")).isEqualTo("2024-03-05T09:00:00");
        assertThat(time("yyyy-MM-dd HH:mm", "Asia/Kolkata", "2024-03-05 09:00")).isEqualTo("2024-03-05T03:30:00Z");
        assertThat(time("dd.MM.uuuu", null, "05.03.2024")).isEqualTo("2024-03-05T00:00:00");
        assertThat(time("uuuu-MM-dd HH:mm:ssXXX", null, "2024-03-05 09:00:00+02:00"))
                .isEqualTo("2024-03-05T07:00:00Z");
        assertThat(time("epoch-seconds", null, "1709629200.5")).isEqualTo("2024-03-05T09:00:00.500Z");
        assertThat(time("epoch-millis", null, "1709629200123")).isEqualTo("2024-03-05T09:00:00.123Z");
        assertThat(time("uuuu-MM-dd", null, "2024-02-30")).isEqualTo("2024-02-30");
        assertThat(time("uuuu-MM-dd", null, "yesterday")).isEqualTo("yesterday");
    }

    private static @Nullable String time(String pattern, @Nullable String zone, String text) throws Exception {
        Map<String, String> keys = new HashMap<>(SMALL);
        keys.put("field.event_timestamp.time", pattern);
        if (zone != null) {
            keys.put("field.event_timestamp.zone", zone);
        }
        return FormatFile.read("shop.properties", keys).text("event_timestamp", List.of(text, "sale", "1"));
    }

    @Test
    void aHeaderThatNoFormatDeclaresIsToldWithTheKnownOnesAndTheMistakes() {
        CsvFormats formats = new CsvFormats(Map.of(
                "good.properties",
                "columns=a,b\nfield.event_type.from=a\nfield.event_timestamp.from=b\n",
                "bad.properties",
                "columns=c\nfield.event_type.from=d\n"));

        assertThatThrownBy(() -> formats.of("x,y"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("header: x,y")
                .hasMessageContaining("good.properties: a,b")
                .hasMessageContaining("bad.properties: field.event_timestamp: is missing")
                .hasMessageContaining("What to do");
    }

    @Test
    void twoFormatsOfTheSameColumnsAreToldApartByNobody() {
        String text = "columns=a,b\nfield.event_type.from=a\nfield.event_timestamp.from=b\n";
        CsvFormats formats = new CsvFormats(Map.of("one.properties", text, "two.properties", text));

        assertThatThrownBy(() -> formats.of("b,a")).hasMessageContaining("one.properties, two.properties");
    }
}
