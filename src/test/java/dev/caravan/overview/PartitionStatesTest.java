package dev.caravan.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionStatesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void theLagIsWhatKafkaHoldsBehindWhatIsStored() {
        Overview.Partition one = states(List.of(stored("id", 0, 90)), Map.of(0, 100L), Map.of(0, NOW.minusSeconds(7)))
                .get(0);
        assertThat(one.lagEvents()).isEqualTo(10);
        assertThat(one.lagSeconds()).isEqualTo(7.0);
        assertThat(one.received()).isEqualTo(88);
        assertThat(one.sumsAgree()).isTrue();
        assertThat(one.consumedHere()).isTrue();
    }

    @Test
    void anAgeThatNobodyCouldReadIsNotMeasuredAndNoLagHasNoAge() {
        assertThat(states(List.of(stored("id", 0, 90)), Map.of(0, 100L), Map.of())
                        .get(0)
                        .lagSeconds())
                .isNull();
        assertThat(states(List.of(stored("id", 0, 100)), Map.of(0, 99L), Map.of())
                        .get(0)
                        .lagSeconds())
                .as("Kafka was asked before the database")
                .isZero();
    }

    @Test
    void aPartitionThatWasNeverReadWaitsWholeAndOneOfAnEarlierTopicDoesNot() {
        List<Overview.Partition> partitions = states(List.of(stored("earlier", 0, 90)), Map.of(0, 40L), Map.of());
        assertThat(partitions).extracting(Overview.Partition::lagEvents).containsExactly(null, 35L);
        assertThat(partitions).extracting(Overview.Partition::nextOffset).containsExactly(90L, null);
        assertThat(PartitionStates.lag(partitions)).containsExactly(Map.entry("topic:events", 35L));
    }

    @Test
    void aLookThatGetsNoAnswerMeansAwayThoughItHangs() {
        SettableClock clock = new SettableClock();
        Presence presence = new Presence(clock);
        assertThat(presence.now().state()).isEqualTo("unknown");
        assertThat(presence.begin()).isTrue();
        presence.found();
        assertThat(presence.begin()).as("a look is not due at once").isFalse();
        clock.now = clock.now.plusSeconds(10);
        Instant asked = clock.now;
        assertThat(presence.begin()).isTrue();
        assertThat(presence.now().state()).isEqualTo("up");
        clock.now = clock.now.plus(Duration.ofSeconds(3));
        assertThat(presence.now().state()).isEqualTo("away");
        assertThat(presence.now().since()).isEqualTo(asked);
        presence.missed("gone");
        assertThat(presence.now()).isEqualTo(new Presence.Now("away", asked, "gone"));
    }

    private static List<Overview.Partition> states(
            List<DatabaseWatch.Stored> stored, Map<Integer, Long> end, Map<Integer, Instant> oldest) {
        Map<Integer, Long> oldestMs = new HashMap<>();
        oldest.forEach((partition, at) -> oldestMs.put(partition, at.toEpochMilli()));
        BrokerWatch.Seen kafka = new BrokerWatch.Seen(List.of("a:1"), 0, "id", Map.of(0, 5L), end, oldestMs);
        return PartitionStates.of(stored, "events", kafka, Set.of(0), NOW);
    }

    private static DatabaseWatch.Stored stored(String topicId, int partition, long next) {
        return new DatabaseWatch.Stored("events", topicId, partition, 0, next, next - 5, 2, 1, 2, 0);
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOW;

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
