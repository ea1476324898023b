package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final ScenarioSpan NOTHING = ScenarioSpan.of(Scenario.EVERYDAY, START, Duration.ZERO);

    @ParameterizedTest
    @CsvSource({"0.1, 360", "0.3, 1080", "1, 3600", "20, 72000", "333.3, 1199880", "25000, 90000000"})
    void afterAnHourTheCountIsExact(double rate, long expected) {
        Slots slots = new Slots(rate, ScenarioSpan.micros(START), NOTHING);
        long end = ScenarioSpan.micros(START.plus(Duration.ofHours(1)));
        long due = 0;
        while (slots.nextMicros() <= end) {
            slots.take();
            due++;
        }

        assertThat(due).isEqualTo(expected);
    }

    @Test
    void aSilenceIsLeftOut() {
        ScenarioSpan silence = ScenarioSpan.of(Scenario.SILENCE, START.plusSeconds(10), Duration.ofMinutes(1));
        Slots slots = new Slots(1, ScenarioSpan.micros(START), silence);
        for (int i = 0; i < 9; i++) {
            slots.take();
        }

        assertThat(slots.nextMicros()).isEqualTo(ScenarioSpan.micros(START.plusSeconds(70)));
        slots.take();
        assertThat(slots.nextMicros()).isEqualTo(ScenarioSpan.micros(START.plusSeconds(71)));
    }
}
