package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"0.1, 2160", "0.3, 6480", "1, 21600", "20, 432000", "333.3, 7199280", "25000, 540000000"})
    void afterSixHoursOfIrregularTicksTheCountIsExact(double rate, long expected) {
        Schedule schedule = new Schedule(rate, START);
        SplittableRandom random = new SplittableRandom(7);
        Instant end = START.plus(Duration.ofHours(6));
        long due = 0;
        for (Instant now = START; now.isBefore(end); now = now.plusNanos(random.nextLong(1, 999_000_000))) {
            due += schedule.due(now);
        }
        due += schedule.due(end);

        assertThat(due).isEqualTo(expected);
    }

    @Test
    void afterAPauseOnlyOneSecondIsCaughtUp() {
        Schedule schedule = new Schedule(20, START);

        assertThat(schedule.due(START.plusSeconds(8 * 3600))).isEqualTo(20);
        assertThat(schedule.due(START.plusSeconds(8 * 3600 + 1))).isEqualTo(20);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        Schedule schedule = new Schedule(20, START);
        schedule.due(START.plusSeconds(1));

        assertThat(schedule.due(START.minusSeconds(3600))).isZero();
        assertThat(schedule.due(START.minusSeconds(3599))).isEqualTo(20);
    }
}
