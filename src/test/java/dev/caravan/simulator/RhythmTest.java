package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
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

    /** How many landed in each hour of the day, and what was sent on each day of the week. */
    private static final Map<Integer, Integer> LANDINGS = new HashMap<>();

    private static final Map<DayOfWeek, Integer> DAYS = new HashMap<>();
    private static int told;

    @BeforeAll
    static void tell() {
        Shop shop = new Shop(Sample.rhythmic(20_000, 42, Faults.NONE), MONDAY);
        for (int hour = 1; hour <= 7 * 24; hour++) {
            for (SimulatedEvent event : shop.due(MONDAY.plus(Duration.ofHours(hour)))) {
                ZonedDateTime local = event.act().time().atZone(Sample.BERLIN);
                told++;
                DAYS.merge(local.getDayOfWeek(), 1, Integer::sum);
                if (new String(event.json(), StandardCharsets.UTF_8)
                        .contains("\"page_url\":\"https://shop.example/\"")) {
                    LANDINGS.merge(local.getHour(), 1, Integer::sum);
                }
            }
        }
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
        Map<Integer, Double> expected = new HashMap<>();
        Rhythm rhythm = new Rhythm(Sample.BERLIN);
        for (int minute = 0; minute < 7 * 24 * 60; minute++) {
            Instant at = MONDAY.plus(Duration.ofMinutes(minute));
            expected.merge(at.atZone(Sample.BERLIN).getHour(), rhythm.at(ScenarioSpan.micros(at)), Double::sum);
        }
        double all = LANDINGS.values().stream().mapToInt(n -> n).sum();

        for (int hour = 0; hour < 24; hour++) {
            double mean = all * expected.getOrDefault(hour, 0.0) / (7 * 24 * 60);
            assertThat((double) LANDINGS.getOrDefault(hour, 0))
                    .as("landings between %d and %d o'clock, within five standard deviations", hour, hour + 1)
                    .isCloseTo(mean, within(5 * Math.sqrt(mean)));
        }
    }

    @Test
    void sundaysAreBusiestAndFridaysQuietest() {
        assertThat(DAYS.getOrDefault(DayOfWeek.SUNDAY, 0) / (double) DAYS.getOrDefault(DayOfWeek.FRIDAY, 1))
                .as("Sundays to Fridays, 1.22 to 0.88, within 0.06")
                .isCloseTo(1.22 / 0.88, within(0.06));
    }

    @Test
    void twentyThousandVisitsADayAreAboutOneEventASecond() {
        double perSec = told / (7 * 86_400.0);

        assertThat(perSec)
                .as("events a second, within 3 %% of what back-fills are planned with")
                .isCloseTo(Sample.rhythmic(20_000, 42, Faults.NONE).meanRecordsPerSec(), within(0.03));
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
            double log = Math.log((double) micros);
            sumOfLogs += log;
            sumOfSquares += log * log;
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
}
