package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShopTest {

    private static final Pattern RUN_OR_TIME = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|a-[0-9a-f]{16,20}|ORD-\\w+|2026-\\d\\d-\\d\\dT[\\d:.]+");

    @Test
    void theSameSeedAndOpeningGiveTheSameBytes() {
        assertThat(texts(minutes(42, Story.OPENING))).isEqualTo(texts(minutes(42, Story.OPENING)));
    }

    @Test
    void anotherSeedGivesAnotherStory() {
        assertThat(texts(minutes(43, Story.OPENING))).isNotEqualTo(texts(minutes(42, Story.OPENING)));
    }

    @Test
    void aRestartTellsTheSameStoryUnderNewIds() {
        Story before = minutes(42, Story.OPENING);
        Story after = minutes(42, Story.OPENING.plus(Duration.ofDays(1)));

        assertThat(skeletons(after)).isEqualTo(skeletons(before));
        assertThat(eventIds(after)).doesNotContainAnyElementsOf(eventIds(before));
    }

    @Test
    void howOftenItIsAskedDoesNotChangeTheSequence() {
        Shop seldom = new Shop(Story.settings(50, 42, 0.1), Story.OPENING);
        Shop often = new Shop(Story.settings(50, 42, 0.1), Story.OPENING);
        List<SimulatedEvent> seldomEvents = new ArrayList<>();
        List<SimulatedEvent> oftenEvents = new ArrayList<>();
        for (int ms = 10; ms <= 60_000; ms += 10) {
            oftenEvents.addAll(often.due(Story.OPENING.plusMillis(ms)));
            if (ms % 1000 == 0) {
                seldomEvents.addAll(seldom.due(Story.OPENING.plusMillis(ms)));
            }
        }

        assertThat(eventIds(new Story(seldomEvents))).hasSizeGreaterThan(2_000);
        assertThat(eventIds(new Story(seldomEvents))).isEqualTo(eventIds(new Story(oftenEvents)));
    }

    @Test
    void theBadShareIsKept() {
        Story story = Story.ofHours(50, 0.01, 2);
        long bad = story.events().stream().filter(e -> e.flaw() != null).count();

        assertThat(story.events()).hasSize(360_000);
        assertThat(bad / 360_000.0)
                .as("share of bad records, within five standard deviations")
                .isCloseTo(0.01, within(0.0009));
    }

    @Test
    void withoutABadShareEveryRecordIsGoodNewAndOnTime() {
        Story story = Story.ofHours(20, 0, 1);

        assertThat(story.events()).allMatch(e -> e.flaw() == null);
        assertThat(new HashSet<>(eventIds(story))).hasSize(72_000);
        Instant last = Story.OPENING;
        for (JsonNode event : story.good()) {
            if (!event.has("raw_data")) {
                assertThat(time(event)).isAfterOrEqualTo(last);
                last = time(event);
            }
        }
    }

    @Test
    void aBadShareOfOneLeavesNothingGood() {
        assertThat(Story.of(Story.settings(20, 42, 1), Story.OPENING, Duration.ofMinutes(1))
                        .events())
                .hasSize(1_200)
                .allMatch(e -> e.flaw() != null);
    }

    @Test
    void someGoodEventsAreResentByteForByte() {
        Story story = Story.ofHours(20, 0.1, 1);
        long good = story.good().size();
        Set<String> texts = new HashSet<>(texts(
                new Story(story.events().stream().filter(e -> e.flaw() == null).toList())));

        assertThat((good - texts.size()) / (double) good)
                .as("share of resent events, within 0.01")
                .isCloseTo(0.05, within(0.01));
        assertThat(new HashSet<>(eventIds(story))).hasSameSizeAs(texts);
    }

    @Test
    void someGoodEventsAreOneToTwentyMinutesLate() {
        Shop shop = new Shop(Story.settings(20, 42, 0.1), Story.OPENING);
        int late = 0;
        for (int second = 1; second <= 3600; second++) {
            Instant now = Story.OPENING.plusSeconds(second);
            for (SimulatedEvent event : shop.due(now)) {
                if (event.flaw() == null && !Story.read(event).has("raw_data")) {
                    Duration age = Duration.between(time(Story.read(event)), now);
                    assertThat(age).isBetween(Duration.ZERO, Duration.ofMinutes(21));
                    late += age.compareTo(Duration.ofSeconds(59)) > 0 ? 1 : 0;
                }
            }
        }

        assertThat(late / 72_000.0)
                .as("share of late events, resent ones included, within 0.01")
                .isCloseTo(0.045, within(0.01));
    }

    private static Story minutes(long seed, Instant opening) {
        return Story.of(Story.settings(50, seed, 0.05), opening, Duration.ofMinutes(3));
    }

    private static List<String> texts(Story story) {
        return story.events().stream()
                .map(e -> new String(e.json(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The events without ids, times and what hangs on them: broken ones are left out, since a cut may go through an id. */
    private static List<String> skeletons(Story story) {
        return story.good().stream()
                .map(e -> RUN_OR_TIME.matcher(e.toString()).replaceAll("~"))
                .toList();
    }

    private static List<String> eventIds(Story story) {
        return story.good().stream().map(e -> e.get("event_id").textValue()).toList();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.get("event_timestamp").textValue());
    }
}
