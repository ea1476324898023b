package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When people come, and how long they stay. */
class RhythmTest {

    private static final Instant MONDAY = Instant.parse("2026-03-01T23:00:00Z");
    private static final int WEEKS = 3;

    private static List<SimulatedEvent> threeWeeks;

    @BeforeAll
    static void tell() {
        threeWeeks = new Shop(Sample.rhythmic(42, Faults.NONE), MONDAY).due(MONDAY.plus(Duration.ofDays(7 * WEEKS)));
    }

    @Test
    void itsMeanOverAWeekIsOne() {
        Rhythm rhythm = new Rhythm(Sample.BERLIN);
        double sum = 0;
        int steps = 7 * 24 * 12;
        for (int i = 0; i < steps; i++) {
            sum += rhythm.at(ScenarioSpan.micros(MONDAY.plus(Duration.ofMinutes(5L * i + 2))));
        }

        assertThat(sum / steps).as("mean of the rhythm, within 0.005").isCloseTo(1, within(0.005));
    }

    @Test
    void visitsArriveByTheHourAsTheRhythmSays() {
        Map<Integer, Integer> landings = new HashMap<>();
        Map<Integer, Double> expected = new HashMap<>();
        for (SimulatedEvent event : threeWeeks) {
            if (event.act().type().equals("page_view") && !Sample.read(event).has("raw_data")) {
                landings.merge(local(event).getHour(), 1, Integer::sum);
            }
        }
        Rhythm rhythm = new Rhythm(Sample.BERLIN);
        for (int minute = 0; minute < 7 * 24 * 60; minute++) {
            Instant at = MONDAY.plus(Duration.ofMinutes(minute));
            expected.merge(at.atZone(Sample.BERLIN).getHour(), rhythm.at(ScenarioSpan.micros(at)), Double::sum);
        }
        double all = landings.values().stream().mapToInt(n -> n).sum();

        for (int hour = 0; hour < 24; hour++) {
            double mean = all * expected.getOrDefault(hour, 0.0) / (7 * 24 * 60);
            assertThat((double) landings.getOrDefault(hour, 0))
                    .as("landings between %d and %d o'clock, within five standard deviations", hour, hour + 1)
                    .isCloseTo(mean, within(5 * Math.sqrt(mean)));
        }
    }

    @Test
    void sundaysAreBusiestAndFridaysQuietest() {
        Map<DayOfWeek, Integer> days = new HashMap<>();
        threeWeeks.forEach(event -> days.merge(local(event).getDayOfWeek(), 1, Integer::sum));

        assertThat(days.getOrDefault(DayOfWeek.SUNDAY, 0) / (double) days.getOrDefault(DayOfWeek.FRIDAY, 1))
                .as("Sundays to Fridays, 1.22 to 0.88, within 0.06")
                .isCloseTo(1.22 / 0.88, within(0.06));
    }

    @Test
    void twentyThousandVisitsADayAreAboutOneEventASecond() {
        double perSec = threeWeeks.size() / (WEEKS * 7 * 86_400.0);

        assertThat(perSec)
                .as("events a second, within 3 %% of what back-fills are planned with")
                .isCloseTo(Sample.rhythmic(42, Faults.NONE).meanRecordsPerSec(), within(0.03));
    }

    @Test
    void pausesAreLogNormal() {
        SplittableRandom random = new SplittableRandom(1);
        List<Long> pauses = new ArrayList<>();
        double sumOfLogs = 0;
        double sumOfSquares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            long micros = Pauses.after(Step.VIEW, random);
            pauses.add(micros);
            sumOfLogs += Math.log(micros);
            sumOfSquares += Math.log(micros) * Math.log(micros);
        }
        pauses.sort(null);
        double mean = sumOfLogs / draws;

        assertThat(pauses.get(draws / 2) / 1e6)
                .as("median pause after a product view in seconds, within 0.2")
                .isCloseTo(Step.VIEW.medianStaySec(), within(0.2));
        assertThat(Math.sqrt(sumOfSquares / draws - mean * mean))
                .as("standard deviation of the logarithm, within 0.01")
                .isCloseTo(Pauses.SIGMA, within(0.01));
    }

    private static ZonedDateTime local(SimulatedEvent event) {
        return event.act().time().atZone(Sample.BERLIN);
    }
}
