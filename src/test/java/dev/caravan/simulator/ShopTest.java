package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the same settings and opening promise. */
class ShopTest {

    private static final Faults EVERYTHING =
            new Faults(0.03, Faults.evenly(), 0.03, 0.3, 0.05, 0.05, 0.05, 0.001, 0.01);
    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Instant END = Sample.OPENING.plus(THREE_DAYS);

    @Test
    void inWhatStepsItIsAskedChangesNoByte() {
        SimulatorSettings settings = Sample.rhythmic(1_000, 42, EVERYTHING);
        List<String> atOnce = texts(new Shop(settings, Sample.OPENING).due(END));

        assertThat(atOnce).hasSizeGreaterThan(10_000);
        assertThat(texts(inTicks(new Shop(settings, Sample.OPENING)))).isEqualTo(atOnce);
        assertThat(texts(inPortions(new Shop(settings, Sample.OPENING)))).isEqualTo(atOnce);
    }

    @Test
    void theSameIsTrueAtASteadyRate() {
        SimulatorSettings settings =
                SimulatorSettings.steady(0.04, 42, EVERYTHING, Sample.BERLIN, Currency.getInstance("JPY"));
        List<String> atOnce = texts(new Shop(settings, Sample.OPENING).due(END));

        assertThat(atOnce).hasSize(3 * 3_456);
        assertThat(texts(inTicks(new Shop(settings, Sample.OPENING)))).isEqualTo(atOnce);
        assertThat(texts(inPortions(new Shop(settings, Sample.OPENING)))).isEqualTo(atOnce);
    }

    @Test
    void anotherSeedGivesAnotherStory() {
        assertThat(someProducts(Sample.rhythmic(1_000, 43, Faults.NONE)))
                .isNotEqualTo(someProducts(Sample.rhythmic(1_000, 42, Faults.NONE)));
    }

    @Test
    void everyIdOfARunBeginsWithTheRun() {
        Shop shop = new Shop(Sample.rhythmic(1_000, 42, Faults.NONE), Sample.OPENING);
        List<SimulatedEvent> events = shop.due(Sample.OPENING.plus(Duration.ofHours(6)));

        assertThat(shop.run()).matches("[0-9a-f]{8}");
        assertThat(events).allSatisfy(event -> {
            Act act = event.act();
            assertThat(act.eventId()).startsWith(shop.run() + "-");
            assertThat(act.sessionId() == null ? act.visitorId() : act.sessionId())
                    .contains(shop.run());
            assertThat(act.orderId() == null ? shop.run() : act.orderId()).containsIgnoringCase(shop.run());
        });
        assertThat(events.stream().map(event -> event.act().eventId())).doesNotHaveDuplicates();
        assertThat(events).anyMatch(event -> event.act().visitorId().startsWith("u-"));
    }

    @Test
    void twoRunsShareNoIdThatIsNotACustomers() {
        Shop first = new Shop(Sample.rhythmic(1_000, 42, Faults.NONE), Sample.OPENING);
        Shop later = new Shop(Sample.rhythmic(1_000, 42, Faults.NONE), Sample.OPENING.plusSeconds(1));
        Shop otherwise = new Shop(Sample.rhythmic(1_000, 42, Faults.ofBad(0.5)), Sample.OPENING);

        assertThat(later.run()).isNotEqualTo(first.run());
        assertThat(otherwise.run()).isNotEqualTo(first.run());
    }

    @Test
    void theNthRecordOfASteadyRateHasItsTime() {
        Shop shop = new Shop(
                SimulatorSettings.steady(8, 42, Faults.NONE, Sample.BERLIN, Currency.getInstance("EUR")),
                Sample.OPENING);
        List<SimulatedEvent> events = shop.due(Sample.OPENING.plus(Duration.ofHours(1)));

        assertThat(events).hasSize(8 * 3600);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).act().time()).isEqualTo(Sample.OPENING.plusMillis(125L * (i + 1)));
        }
    }

    @Test
    void withoutFaultsEverythingComesInOrder() {
        Instant last = Sample.OPENING;
        for (SimulatedEvent event : new Shop(Sample.rhythmic(1_000, 42, Faults.NONE), Sample.OPENING).due(END)) {
            assertThat(event.act().time()).isAfterOrEqualTo(last);
            assertThat(event.flaw()).isNull();
            last = event.act().time();
        }
    }

    private static List<SimulatedEvent> inTicks(Shop shop) {
        List<SimulatedEvent> events = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (Instant now = Sample.OPENING; now.isBefore(END); now = now.plusMillis(random.nextInt(1, 20_000))) {
            events.addAll(shop.due(now));
        }
        events.addAll(shop.due(END));
        return events;
    }

    private static List<SimulatedEvent> inPortions(Shop shop) {
        List<SimulatedEvent> events = new ArrayList<>();
        List<SimulatedEvent> portion = shop.due(END, 777);
        while (!portion.isEmpty()) {
            events.addAll(portion);
            portion = shop.due(END, 777);
        }
        return events;
    }

    private static List<String> someProducts(SimulatorSettings settings) {
        return new Shop(settings, Sample.OPENING)
                .due(Sample.OPENING.plus(Duration.ofHours(1))).stream()
                        .map(event -> event.act().product())
                        .map(String::valueOf)
                        .toList();
    }

    private static List<String> texts(List<SimulatedEvent> events) {
        return events.stream()
                .map(event -> event.key() + " " + event.flaw() + " " + event.resent() + " "
                        + new String(event.json(), StandardCharsets.UTF_8))
                .toList();
    }
}
