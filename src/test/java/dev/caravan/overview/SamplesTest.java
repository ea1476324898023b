package dev.caravan.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Samples samples = new Samples();

    @Test
    void aRateNeedsTwoLooks() {
        look(0, 5);
        assertThat(samples.perSecond("a")).isNull();
        look(2, 25);
        assertThat(samples.perSecond("a")).isEqualTo(10.0);
    }

    @Test
    void aRateForgetsWhatIsOlderThanTenSeconds() {
        look(0, 0);
        for (int second = 1; second <= 12; second++) {
            look(second, 1000);
        }
        assertThat(samples.perSecond("a")).isZero();
    }

    @Test
    void aCounterThatBeganAnewIsNoNegativeRate() {
        look(0, 100);
        look(1, 3);
        assertThat(samples.perSecond("a")).isZero();
        assertThat(samples.risen("a")).isZero();
    }

    @Test
    void tellsWhenACounterMovedLast() {
        look(0, 1);
        look(1, 2);
        look(2, 2);
        assertThat(samples.movedAt("a")).isEqualTo(START.plusSeconds(1));
        assertThat(samples.movedAt("other")).isNull();
    }

    @Test
    void aPercentileIsAtMostAnEighthTooHigh() {
        Latencies latencies = new Latencies();
        for (int ms = 1; ms <= 1000; ms++) {
            latencies.add(Duration.ofMillis(ms), START);
        }
        Latencies.Percentiles found = Objects.requireNonNull(latencies.at(START.plusSeconds(60)));
        assertThat(found.p50()).isBetween(500L, 563L);
        assertThat(found.p99()).isBetween(990L, 1114L);
        assertThat(latencies.at(START.plusSeconds(360)))
                .as("minutes later, when nothing was measured since")
                .isNull();
    }

    @Test
    void whatIsStoredWaitsForTheFirstFrameThatWasBegunAfterIt() {
        FrameDelays frames = new FrameDelays();
        frames.sent(START, START.plusMillis(10));
        frames.stored(START.plusMillis(500));
        frames.sent(START.plusMillis(400), START.plusMillis(600));
        assertThat(frames.at(START.plusSeconds(1))).isNull();
        frames.sent(START.plusMillis(700), START.plusMillis(756));
        Latencies.Percentiles found = Objects.requireNonNull(frames.at(START.plusSeconds(1)));
        assertThat(found.p50()).isBetween(256L, 288L);
        assertThat(found.count()).isEqualTo(1);
    }

    private void look(int second, long count) {
        samples.add(START.plusSeconds(second), Map.of("a", count));
    }
}
