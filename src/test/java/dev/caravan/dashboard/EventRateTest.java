package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventRateTest {

    private static final Instant START = Instant.parse("2026-11-22T20:00:00Z");

    private final EventRate rate = new EventRate();

    @Test
    void theFirstSampleMeasuresNothing() {
        assertThat(rate.sample(START, 1000)).isNull();
    }

    @Test
    void theRateIsWhatCameOverTheLastTenSeconds() {
        for (int quarter = 0; quarter <= 80; quarter++) {
            rate.sample(START.plusMillis(250L * quarter), 5L * quarter);
        }
        assertThat(rate.sample(START.plusMillis(20_250), 405)).isEqualTo(new BigDecimal("20.0"));
    }

    @Test
    void aStandstillIsZeroAfterTenSeconds() {
        rate.sample(START, 0);
        rate.sample(START.plusSeconds(1), 100);
        rate.sample(START.plusSeconds(2), 100);
        assertThat(rate.sample(START.plusSeconds(12), 100)).isEqualTo(new BigDecimal("0.0"));
    }

    @Test
    void aFrameAfterAPauseIsComparedWithTheOneBeforeIt() {
        rate.sample(START, 0);
        assertThat(rate.sample(START.plusSeconds(30), 300)).isEqualTo(new BigDecimal("10.0"));
    }

    @Test
    void afterMoreThanAMinuteItMeasuresAnew() {
        rate.sample(START, 0);
        assertThat(rate.sample(START.plusSeconds(61), 300)).isNull();
    }

    @Test
    void sumsThatFallMeasureAnew() {
        rate.sample(START, 1000);
        assertThat(rate.sample(START.plusSeconds(1), 10)).isNull();
        assertThat(rate.sample(START.plusSeconds(2), 30)).isEqualTo(new BigDecimal("20.0"));
    }

    @Test
    void aClockThatGoesBackMeasuresAnew() {
        rate.sample(START, 1000);
        assertThat(rate.sample(START.minusSeconds(1), 1010)).isNull();
    }
}
