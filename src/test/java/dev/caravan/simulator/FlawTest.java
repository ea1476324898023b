package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlawTest {

    private static final Map<Flaw, SimulatedEvent> ONE_EACH = new EnumMap<>(Flaw.class);

    @BeforeAll
    static void sendOnlyBadEvents() {
        Sample story = Sample.of(Sample.settings(20, 42, 1), Sample.OPENING, Duration.ofMinutes(1));
        story.events().forEach(e -> ONE_EACH.put(e.flaw(), e));
    }

    @ParameterizedTest
    @EnumSource
    void everyFlawOccursAndKeepsItsKey(Flaw flaw) {
        assertThat(ONE_EACH).containsKey(flaw);
        assertThat(one(flaw).key()).isNotEmpty();
    }

    @Test
    void aCutEventIsNoJson() {
        assertThatThrownBy(() -> read(Flaw.CUT_SHORT)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aListIsNotAnObject() {
        assertThat(read(Flaw.LIST_OF_ONE).isArray()).isTrue();
    }

    @Test
    void onlyTheLargeOneIsOver64KB() {
        ONE_EACH.forEach((flaw, event) ->
                assertThat(event.json().length > 64 * 1024).as(flaw.name()).isEqualTo(flaw == Flaw.OVER_64_KB));
    }

    @Test
    void eachViolationIsTheOneItSays() {
        assertThat(read(Flaw.NO_EVENT_ID).has("event_id")).isFalse();
        assertThat(read(Flaw.NEGATIVE_PRICE).get("price").decimalValue()).isNegative();
        assertThat(read(Flaw.PRICE_IN_WORDS).get("price").isTextual()).isTrue();
        assertThat(read(Flaw.UNKNOWN_CURRENCY).get("currency").textValue()).hasSizeGreaterThan(3);
        assertThat(read(Flaw.NO_UNITS).get("quantity").intValue()).isZero();
        assertThat(read(Flaw.ITEMS_NOT_A_LIST).get("items").isArray()).isFalse();
        assertThat(read(Flaw.UNKNOWN_TYPE).get("event_type").textValue()).isEqualTo("product_teleport");
        assertThat(read(Flaw.NO_VISITOR).has("user_id")).isFalse();
        assertThat(read(Flaw.NO_VISITOR).has("anonymous_id")).isFalse();
    }

    @Test
    void timesAreOutOfRangeOnBothSides() {
        assertThat(time(Flaw.BEFORE_2000)).isBefore("2000-01-01T00:00:00Z");
        assertThat(time(Flaw.OVER_24_H_AHEAD)).isAfter(Sample.OPENING.plus(Duration.ofHours(24)));
    }

    private static Instant time(Flaw flaw) {
        return Instant.parse(read(flaw).get("event_timestamp").textValue());
    }

    private static JsonNode read(Flaw flaw) {
        return Sample.read(one(flaw));
    }

    private static SimulatedEvent one(Flaw flaw) {
        return Objects.requireNonNull(ONE_EACH.get(flaw), flaw + " must have been sent within the minute");
    }
}
