package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FramePaceTest {

    private final HandClock clock = new HandClock();
    private final AtomicInteger listeners = new AtomicInteger(1);
    private final FramePace pace = new FramePace(listeners::get, clock);

    @Test
    void nobodyListensNobodyAsksTheDatabase() {
        assertThat(pace.isWanted()).isTrue();
        listeners.set(0);
        assertThat(pace.isWanted()).isFalse();
    }

    @Test
    void aFrameIsDueWhenMoreIsStored() {
        assertThat(pace.isDue(10)).isTrue();
        assertThat(pace.isDue(10)).isFalse();
        assertThat(pace.isDue(11)).isTrue();
    }

    @Test
    void aFrameIsDueAfterASecondEvenIfNothingIsStored() {
        pace.isDue(10);
        clock.forward(Duration.ofMillis(999));
        assertThat(pace.isDue(10)).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(pace.isDue(10)).isTrue();
    }

    @Test
    void afterAFailureItWaitsTwoSecondsAndThenMakesAFrameAtOnce() {
        pace.isDue(10);
        pace.failed();
        clock.forward(Duration.ofMillis(1_999));
        assertThat(pace.isWanted()).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(pace.isWanted()).isTrue();
        assertThat(pace.isDue(10)).isTrue();
    }

    /** A clock that stands until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T20:00:00Z");

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
