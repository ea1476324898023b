package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aStepMayTakeTheAddressAway() {
        Event event = event().with("ip_address", null).with("country", "NL");
        assertThat(event.ipAddress()).isNull();
        assertThat(event.country()).isEqualTo("NL");
        assertThat(event.with("country", "DE").with("ip_address", "10.0.0.1")).isEqualTo(event());
    }

    @Test
    void aStepMayNotChangeWhatTheSenderVouchesFor() {
        assertThatThrownBy(() -> event().with("revenue", "1"))
                .hasMessageContaining("ip_address")
                .hasMessageContaining("revenue");
    }

    private static Event event() {
        EventContract contract = EventContract.read(Path.of("quality", "event.schema.json"));
        String json = """
                {"event_id":"1","event_type":"page_view","event_timestamp":"2025-12-31T10:00:00Z","user_id":"u",
                 "ip_address":"10.0.0.1","country":"DE"}""";
        return (Event)
                new EventParser(ZoneOffset.UTC, "EUR", contract).parse(json.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
