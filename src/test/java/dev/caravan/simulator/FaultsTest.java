package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each fault alone, at the share that was asked for. A tolerance is five standard deviations. */
class FaultsTest {

    private static final Duration DAYS = Duration.ofDays(1);

    @Test
    void theBadShareIsKept() {
        assertShare("bad", told(faults(0.04, 0, 0, 0, 0, 0, 0, 0)), event -> event.flaw() != null, 0.04);
    }

    @Test
    void aBadShareOfOneLeavesNothingGood() {
        assertThat(told(faults(1, 0, 0, 0, 0, 0, 0, 0)))
                .hasSizeGreaterThan(60_000)
                .allMatch(event -> event.flaw() != null);
    }

    @Test
    void flawsComeByTheirWeights() {
        Faults faults = new Faults(0.1, Map.of(Flaw.CUT_SHORT, 3.0, Flaw.NO_VISITOR, 1.0), 0, 0, 0, 0, 0, 0, 0);
        List<SimulatedEvent> bad =
                told(faults).stream().filter(event -> event.flaw() != null).toList();

        assertShare("cut short", bad, event -> event.flaw() == Flaw.CUT_SHORT, 0.75);
        assertShare("no visitor", bad, event -> event.flaw() == Flaw.NO_VISITOR, 0.25);
    }

    @Test
    void duplicatesAreExactCopiesOfWhatWasSent() {
        List<SimulatedEvent> told = told(faults(0, 0.04, 0, 0, 0, 0, 0, 0));
        Set<ByteBuffer> sent = new HashSet<>();
        for (SimulatedEvent event : told) {
            assertThat(sent.add(ByteBuffer.wrap(event.json()))).isNotEqualTo(event.resent());
        }

        assertShare("duplicates", told, SimulatedEvent::resent, 0.04);
    }

    @Test
    void anOrderThatIsSentAgainIsAnotherEventOfTheSameOrder() {
        Collection<List<Act>> orders = told(faults(0, 0, 0.5, 0, 0, 0, 0, 0)).stream()
                .map(SimulatedEvent::act)
                .filter(act -> act.type().equals("purchase") && act.orderId() != null)
                .collect(Collectors.groupingBy(act -> Objects.requireNonNull(act.orderId())))
                .values();
        List<List<Act>> twice =
                orders.stream().filter(order -> order.size() == 2).toList();

        assertThat(twice.size() / (double) orders.size())
                .as("share of orders that are sent twice, within 0.1")
                .isCloseTo(0.5, within(0.1));
        assertThat(twice).allSatisfy(order -> {
            assertThat(order.get(0).eventId()).isNotEqualTo(order.get(1).eventId());
            assertThat(order.get(0).lines()).isEqualTo(order.get(1).lines());
        });
        assertThat(twice).anyMatch(order -> order.get(0).revenue() == null);
        assertThat(twice).anyMatch(order -> order.get(1).revenue() == null);
        assertThat(twice).anyMatch(FaultsTest::conflicts);
    }

    @Test
    void aLateEventKeepsItsTimeAndComesOneMinuteToThreeDaysAfterIt() {
        Shop shop = new Shop(Sample.rhythmic(3_000, 42, faults(0, 0, 0, 0.05, 0, 0, 0, 0)), Sample.OPENING);
        List<Duration> delays = delays(shop, Duration.ofDays(6), Duration.ofSeconds(10));
        List<Duration> late = delays.stream()
                .filter(delay -> delay.compareTo(Duration.ofMinutes(1)) >= 0)
                .toList();

        assertThat(late.size() / (double) delays.size())
                .as("share of late events, within 0.01: those that are three days late are still to come")
                .isCloseTo(0.05, within(0.01));
        assertThat(late)
                .allSatisfy(delay ->
                        assertThat(delay).isLessThanOrEqualTo(Duration.ofDays(3).plusSeconds(10)));
        assertThat(late).anyMatch(delay -> delay.compareTo(Duration.ofDays(1)) > 0);
    }

    @Test
    void eventsAreOvertakenWithinSeconds() {
        List<SimulatedEvent> told = told(faults(0, 0, 0, 0, 0.2, 0, 0, 0));
        Instant latest = Instant.MIN;
        int overtaken = 0;
        for (SimulatedEvent event : told) {
            Instant time = event.act().time();
            if (time.isBefore(latest)) {
                overtaken++;
                assertThat(Duration.between(time, latest)).isLessThan(Duration.ofSeconds(8));
            }
            latest = time.isAfter(latest) ? time : latest;
        }

        assertThat(overtaken / (double) told.size())
                .as("share of overtaken events: at most 0.2, less where nothing came to overtake them")
                .isBetween(0.1, 0.2);
    }

    @Test
    void wrongClocksAreWrongByAnHourOrSoAndNeverADay() {
        Shop shop = new Shop(Sample.rhythmic(20_000, 42, faults(0, 0, 0, 0, 0, 0.1, 0, 0)), Sample.OPENING);
        List<Duration> delays = delays(shop, DAYS, Duration.ofSeconds(10));
        Duration most = Duration.ofMinutes(75).plusSeconds(10);

        assertThat(delays).allSatisfy(delay -> assertThat(delay.abs()).isLessThanOrEqualTo(most));
        assertThat(delays.stream().filter(Duration::isNegative).count() / (double) delays.size())
                .as("share of events from clocks that are fast, within 0.015")
                .isCloseTo(0.05, within(0.015));
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofHours(1)) > 0);
    }

    @Test
    void aHugeEventIsGoodAndJustBelowTheLimit() {
        List<SimulatedEvent> told = told(faults(0, 0, 0, 0, 0, 0, 0.002, 0));

        assertShare("huge", told, event -> event.json().length > 60_000, 0.002);
        assertThat(told).allMatch(event -> event.json().length <= 65_536 && event.flaw() == null);
        told.stream()
                .filter(event -> event.json().length > 60_000)
                .forEach(event -> assertThat(Sample.read(event).isObject()).isTrue());
    }

    @Test
    void aWrongCurrencyIsAValidOneAndInTheJson() {
        List<SimulatedEvent> told = told(faults(0, 0, 0, 0, 0, 0, 0, 0.02));
        List<SimulatedEvent> priced = told.stream()
                .filter(event ->
                        event.act().product() != null || !event.act().lines().isEmpty())
                .filter(event -> !Sample.read(event).has("raw_data"))
                .toList();

        assertShare("in dollars", priced, event -> event.act().currency().equals("USD"), 0.02);
        assertThat(priced)
                .allMatch(event -> Sample.read(event)
                        .get("currency")
                        .textValue()
                        .equals(event.act().currency()));
    }

    @Test
    void aShareOutsideZeroToOneIsRefused() {
        assertThatThrownBy(() -> faults(0, 0, 0, 1.01, 0, 0, 0, 0))
                .hasMessage("simulator late ratio must be from 0 to 1, was 1.01");
        assertThatThrownBy(() -> faults(Double.NaN, 0, 0, 0, 0, 0, 0, 0)).hasMessageContaining("bad ratio");
        assertThatThrownBy(() -> faults(0.7, 0.7, 0, 0, 0, 0, 0, 0)).hasMessageContaining("at most 1 together");
    }

    private static boolean conflicts(List<Act> order) {
        BigDecimal first = order.get(0).revenue();
        BigDecimal second = order.get(1).revenue();
        return first != null && second != null && first.compareTo(second) != 0;
    }

    /** How long after its time each event was sent, give or take a step. */
    private static List<Duration> delays(Shop shop, Duration length, Duration step) {
        List<Duration> delays = new ArrayList<>();
        Instant end = Sample.OPENING.plus(length);
        for (Instant now = Sample.OPENING; now.isBefore(end); now = now.plus(step)) {
            for (SimulatedEvent event : shop.due(now)) {
                delays.add(Duration.between(event.act().time(), now));
            }
        }
        return delays;
    }

    private static List<SimulatedEvent> told(Faults faults) {
        return new Shop(Sample.rhythmic(20_000, 42, faults), Sample.OPENING).due(Sample.OPENING.plus(DAYS));
    }

    private static void assertShare(
            String name, List<SimulatedEvent> events, Predicate<SimulatedEvent> condition, double expected) {
        double share = events.stream().filter(condition).count() / (double) events.size();
        double tolerance = 5 * Math.sqrt(expected * (1 - expected) / events.size());
        assertThat(share)
                .as("share of %s among %d, within %.5f", name, events.size(), tolerance)
                .isCloseTo(expected, within(tolerance));
    }

    private static Faults faults(
            double bad,
            double duplicate,
            double resend,
            double late,
            double outOfOrder,
            double skew,
            double huge,
            double wrongCurrency) {
        return new Faults(bad, Faults.evenly(), duplicate, resend, late, outOfOrder, skew, huge, wrongCurrency);
    }
}
