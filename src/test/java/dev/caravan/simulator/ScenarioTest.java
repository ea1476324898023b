package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each scenario does what it says, in its interval and nowhere else. An hour of it begins two hours after the opening. */
class ScenarioTest {

    private static final Duration AFTER = Duration.ofHours(2);
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final List<SimulatedEvent> EVERYDAY = told(Scenario.EVERYDAY);

    @Test
    void theIntervalIsInTheApi() {
        ScenarioSpan span = new Shop(settings(Scenario.SILENCE), Sample.OPENING).scenario();

        assertThat(span.from()).isEqualTo(Sample.OPENING.plus(AFTER));
        assertThat(span.to()).isEqualTo(Sample.OPENING.plus(AFTER).plus(LENGTH));
        assertThat(span.at(span.toMicros())).isEqualTo(Scenario.EVERYDAY);
        assertThat(span.at(span.fromMicros())).isEqualTo(Scenario.SILENCE);
    }

    @Test
    void beforeItEverythingIsAsOnAnyOtherDay() {
        assertThat(count(told(Scenario.BOT_STORM), event -> true, false))
                .isEqualTo(count(EVERYDAY, event -> true, false));
    }

    @Test
    void onBlackFridayMoreComeAndBuyAtLowerPrices() {
        List<SimulatedEvent> told = told(Scenario.BLACK_FRIDAY);
        Map<String, BigDecimal> before = new HashMap<>();
        Set<String> cheaper = new HashSet<>();
        for (SimulatedEvent event : told) {
            ActLine product = event.act().product();
            if (event.act().type().equals("product_view") && product != null) {
                if (event.act().time().isBefore(Sample.OPENING.plus(AFTER))) {
                    before.put(product.productId(), product.price());
                } else if (before.containsKey(product.productId())) {
                    BigDecimal usual = before.getOrDefault(product.productId(), BigDecimal.ZERO);
                    if (product.price().compareTo(usual) < 0) {
                        cheaper.add(product.productId());
                    }
                }
            }
        }

        assertThat(count(told, type("page_view"), true)).isGreaterThan(3 * count(EVERYDAY, type("page_view"), true));
        assertThat(count(told, type("purchase"), true)).isGreaterThan(4 * count(EVERYDAY, type("purchase"), true));
        assertThat(cheaper).hasSizeGreaterThan(100);
    }

    @Test
    void whenTheCheckoutIsOutNobodyBuysThoughManyTry() {
        List<SimulatedEvent> told = told(Scenario.CHECKOUT_OUTAGE);

        assertThat(count(EVERYDAY, type("purchase"), true)).isGreaterThan(20);
        assertThat(count(told, type("purchase"), true)).isZero();
        assertThat(count(told, type("payment_info"), true)).isGreaterThan(count(EVERYDAY, type("payment_info"), true));
        assertThat(count(told, type("checkout_start"), true)).isGreaterThan(20);
    }

    @Test
    void aBotStormIsManyEventsAndNoMoreOrders() {
        List<SimulatedEvent> told = told(Scenario.BOT_STORM);

        assertThat(count(told, event -> true, true)).isGreaterThan(6 * count(EVERYDAY, event -> true, true));
        assertThat(count(told, type("purchase"), true))
                .isBetween(count(EVERYDAY, type("purchase"), true) / 2, 2 * count(EVERYDAY, type("purchase"), true));
    }

    @Test
    void inASilenceNothingIsSentAndAfterItTheShopGoesOn() {
        List<SimulatedEvent> told = told(Scenario.SILENCE);
        Instant end = Sample.OPENING.plus(AFTER).plus(LENGTH);

        assertThat(count(told, event -> true, true)).isZero();
        assertThat(told).anyMatch(event -> event.act().time().isAfter(end));
    }

    /** Those in the interval, or those before it. */
    private static long count(List<SimulatedEvent> events, Predicate<SimulatedEvent> condition, boolean within) {
        Instant from = Sample.OPENING.plus(AFTER);
        return events.stream()
                .filter(condition)
                .filter(event -> within
                        ? !event.act().time().isBefore(from)
                                && event.act().time().isBefore(from.plus(LENGTH))
                        : event.act().time().isBefore(from))
                .count();
    }

    private static Predicate<SimulatedEvent> type(String type) {
        return event -> event.act().type().equals(type);
    }

    private static SimulatorSettings settings(Scenario scenario) {
        return Sample.rhythmic(20_000, 42, Faults.NONE).with(scenario, AFTER, LENGTH);
    }

    private static List<SimulatedEvent> told(Scenario scenario) {
        return new Shop(settings(scenario), Sample.OPENING).due(Sample.OPENING.plus(Duration.ofHours(4)));
    }
}
