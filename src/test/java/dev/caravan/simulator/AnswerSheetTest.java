package dev.caravan.simulator;

import static dev.caravan.simulator.Acts.NOON;
import static dev.caravan.simulator.Acts.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSheetTest {

    private static final Instant NEXT_DAY = NOON.plusSeconds(86_400);

    private static final Faults FAULTS = new Faults(0.03, Faults.evenly(), 0.03, 0.2, 0.03, 0.03, 0.05, 0, 0.02);

    private final Acts acts = new Acts();

    @Test
    void aGoodRecordIsStoredACopyIsAKnownDuplicateAndABadOneADeadLetter() {
        acts.act("page_view", 0).sent();
        acts.act("page_view", 0).sent(null, true);
        acts.act("product_view", 0).sent(Flaw.NO_UNITS, false);
        acts.act("product_view", 0).sent(Flaw.NEGATIVE_PRICE, false);
        acts.act("product_view", 0).sent(Flaw.NO_VISITOR, false);

        JsonNode sheet = sheet();

        assertThat(sheet.path("records").asInt()).isEqualTo(5);
        assertThat(sheet.path("stored").asInt()).isEqualTo(1);
        assertThat(sheet.path("duplicates").asInt()).isEqualTo(1);
        assertThat(sheet.path("deadLetters")).hasToString("{\"missing_visitor\":1,\"schema_violation\":2}");
        assertThat(sheet.path("events")).hasToString("{\"page_view\":1}");
        assertThat(sheet.path("sessions").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasSentAgainIsUncertain() {
        AnswerSheet sheet = empty("UTC");
        acts.act("page_view", 0).sent();
        acts.act("page_view", 1).sent();
        assertThat(sheet.json(NOON).path("from").isNull()).isTrue();

        sheet.sent(acts.events(), NOON, true);
        assertThat(sheet.json(NOON).path("records").asInt()).isEqualTo(2);
        assertThat(sheet.json(NOON).path("uncertain").asInt()).isEqualTo(2);
    }

    @Test
    void anEventCountsOnTheShopsDay() {
        acts.act("page_view", 12 * 60 - 1).sent();
        acts.act("page_view", 12 * 60 - 1).by("bob").in("s-2").sent();
        acts.act("page_view", 12 * 60).sent();

        assertThat(sheet("UTC").path("days").findValuesAsText("day")).containsExactly("2026-03-01", "2026-03-02");
        assertThat(sheet("UTC").at("/days/0/events/page_view").asInt()).isEqualTo(2);
        assertThat(sheet("UTC").at("/days/0/visitors").asInt()).isEqualTo(2);
        assertThat(sheet("UTC").at("/days/1/visitors").asInt()).isEqualTo(1);
        assertThat(sheet("UTC").path("visitors").asInt()).isEqualTo(2);
        assertThat(sheet("Asia/Kathmandu").path("days").findValuesAsText("day")).containsExactly("2026-03-02");
    }

    @Test
    void aSessionCountsOnTheDayOfItsFirstEventEvenIfThatComesLate() {
        acts.act("page_view", 12 * 60 + 5).sent();
        assertThat(sheet().at("/days/0/day").asText()).isEqualTo("2026-03-02");
        assertThat(sheet().at("/days/0/sessions").asInt()).isEqualTo(1);

        acts.act("page_view", 12 * 60 - 5).sent();
        assertThat(sheet().at("/days/0/sessions").asInt()).isEqualTo(1);
        assertThat(sheet().at("/days/1/sessions").asInt()).isZero();
        assertThat(sheet().path("sessions").asInt()).isEqualTo(1);
    }

    @Test
    void withoutASessionIdThirtyIdleMinutesEndASession() {
        acts.act("page_view", 0).in(null).sent();
        acts.act("page_view", 29).in(null).sent();
        assertThat(sheet().path("sessions").asInt()).isEqualTo(1);

        acts.act("page_view", 59).in(null).sent();
        assertThat(sheet().path("sessions").asInt())
                .as("after exactly 30 minutes")
                .isEqualTo(2);

        acts.act("page_view", 59).by("bob").in(null).sent();
        assertThat(sheet().path("sessions").asInt()).as("of another visitor").isEqualTo(3);
    }

    @Test
    void aLateEventJoinsTwoSessionsAndOneBeforeBothBeginsAnother() {
        acts.act("product_view", 0).in(null).sent();
        acts.act("purchase", 40).in(null).sent();
        assertThat(sheet().path("funnel"))
                .hasToString("{\"sessions\":2,\"productView\":2,\"cart\":1,\"checkout\":1,\"order\":1}");

        acts.act("page_view", 20).in(null).sent();
        assertThat(sheet().path("funnel"))
                .hasToString("{\"sessions\":1,\"productView\":1,\"cart\":1,\"checkout\":1,\"order\":1}");

        acts.act("page_view", -30).in(null).sent();
        assertThat(sheet().path("sessions").asInt()).isEqualTo(2);
    }

    @Test
    void aSessionThatReachedAStepCountsInThoseBeforeIt() {
        acts.act("page_view", 0).in("landed").sent();
        acts.act("product_view", 0).in("looked").sent();
        acts.act("add_to_cart", 0).in("filled").sent();
        acts.act("payment_info", 0).in("paid").sent();
        acts.act("purchase", 0).in("bought").sent();
        acts.act("page_view", 1).in("bought").sent();

        assertThat(sheet().path("funnel"))
                .hasToString("{\"sessions\":5,\"productView\":4,\"cart\":3,\"checkout\":2,\"order\":1}");
        assertThat(sheet().at("/days/0/funnel")).isEqualTo(sheet().path("funnel"));
    }

    @Test
    void anOrderIsWorthTheFirstAmountInTimeThatIsStated() {
        acts.act("purchase", 9).order("o-1").states("12.00", "EUR").sent();
        acts.act("purchase", 5).order("o-1").states("10.00", "EUR").sent();
        acts.act("purchase", 1).order("o-1").with(line("p", "99.00", 1)).sent();

        assertThat(sheet().path("orders").asInt()).isEqualTo(1);
        assertThat(sheet().path("conflictingOrders").asInt()).isEqualTo(1);
        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 1, "10.00", "0", "10.00"));
    }

    @Test
    void theSameAmountInOtherDigitsIsNoConflictAnotherCurrencyIs() {
        acts.act("purchase", 0).order("o-1").states("10", "EUR").sent();
        acts.act("purchase", 1).order("o-1").states("10.00", "EUR").sent();
        assertThat(sheet().path("conflictingOrders").asInt()).isZero();

        acts.act("purchase", 2).order("o-1").states("10.00", "CHF").sent();
        assertThat(sheet().path("conflictingOrders").asInt()).isEqualTo(1);
        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 1, "10", "0", "10"));
    }

    @Test
    void withoutAStatedAmountTheItemsCountAndWithoutItemsTheProduct() {
        acts.act("purchase", 0)
                .order("o-1")
                .with(line("p", "4.50", 2), line("q", "1.00", 1))
                .sent();
        acts.act("purchase", 0).order("o-2").of(line("p", "2.50", 3)).sent();

        assertThat(sheet().path("ordersWithoutAmount").asInt()).isZero();
        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 2, "17.50", "0", "17.50"));
    }

    @Test
    void anOrderOfWhichNothingIsSaidHasNoAmount() {
        acts.act("purchase", 0).order("o-1").sent();
        acts.act("purchase", 0).sent();
        acts.act("purchase", 0).sent();

        assertThat(sheet().path("orders").asInt())
                .as("without an id each is one of its own")
                .isEqualTo(3);
        assertThat(sheet().path("ordersWithoutAmount").asInt()).isEqualTo(3);
        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 3, "0", "0", "0"));
    }

    @Test
    void anOrderCountsOnTheDayOfItsFirstPurchaseARefundOnItsOwn() {
        acts.act("purchase", 12 * 60 + 1).order("o-1").states("10.00", "EUR").sent();
        acts.act("purchase", 12 * 60 - 1).order("o-1").sent();
        acts.act("refund", 13 * 60).order("o-1").states("3.00", "EUR").sent();

        assertThat(sheet().at("/days/0/revenue")).hasToString(revenue("EUR", 1, "10.00", "0", "10.00"));
        assertThat(sheet().at("/days/1/revenue")).hasToString(revenue("EUR", 0, "0", "3.00", "-3.00"));
        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 1, "10.00", "3.00", "7.00"));
    }

    @Test
    void aReturnWithoutAnAmountIsTheWholeOrderAndOnlyOnce() {
        acts.act("purchase", 0).order("o-1").states("10.00", "CHF").sent();
        acts.act("order_cancel", 5).order("o-1").of(line("p", "1.00", 1)).sent();
        acts.act("refund", 6).order("o-1").sent();
        acts.act("refund", 7).order("never-sent").sent();
        acts.act("refund", 8).sent();

        assertThat(sheet().path("revenue")).hasToString(revenue("CHF", 1, "10.00", "10.00", "0.00"));
    }

    @Test
    void aRefundIsWorthItsItemsWhenItStatesNoAmount() {
        acts.act("purchase", 0).order("o-1").states("10.00", "EUR").sent();
        acts.act("refund", 6).order("o-1").with(line("p", "2.50", 2)).sent();
        acts.act("refund", 7).order("o-1").of(line("p", "0.75", 1)).sent();

        assertThat(sheet().path("revenue")).hasToString(revenue("EUR", 1, "10.00", "5.75", "4.25"));
    }

    @Test
    void aCartIsLeftAfterThirtyMinutesWithoutAnOrder() {
        acts.act("add_to_cart", 0).in("left").of(line("p", "2.50", 4)).sent();
        acts.act("remove_from_cart", 1).in("left").of(line("p", "2.50", 1)).sent();
        acts.act("add_to_cart", 0).in("bought").of(line("p", "2.50", 1)).sent();
        acts.act("purchase", 1).in("bought").sent();
        acts.act("add_to_cart", 0)
                .in(null)
                .of(line("p", "1.00", 1))
                .paidIn("CHF")
                .sent();
        acts.act("page_view", 1).in("looked").sent();

        assertThat(carts(NOON.plusSeconds(60 * 31 - 1))).isEqualTo("1 [{\"currency\":\"CHF\",\"amount\":\"1.00\"}]");
        assertThat(carts(NOON.plusSeconds(60 * 31)))
                .isEqualTo("2 [{\"currency\":\"CHF\",\"amount\":\"1.00\"},{\"currency\":\"EUR\",\"amount\":\"7.50\"}]");
    }

    @Test
    void theProductThatSoldMostUnitsComesFirst() {
        acts.act("product_view", 0).of(line("seen", "1.00", 1)).sent();
        acts.act("add_to_cart", 0).of(line("sold", "1.00", 1)).sent();
        acts.act("purchase", 9).order("o-1").with(line("other", "7.00", 1)).sent();
        acts.act("purchase", 1)
                .order("o-1")
                .states("1.00", "EUR")
                .with(line("sold", "2.00", 1), line("sold", "3.00", 2))
                .sent();

        assertThat(sheet().path("topProducts"))
                .hasToString("[" + product("sold", 0, 1, 1, 3, "8.00") + "," + product("seen", 1, 0, 0, 0, "0") + "]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfArrivalMakesNoDifference(long seed) {
        List<SimulatedEvent> story = new ArrayList<>(new Shop(Sample.rhythmic(20_000, seed, FAULTS), Sample.OPENING)
                .due(Sample.OPENING.plusSeconds(4 * 3_600)));
        AnswerSheet inOrder = empty("Asia/Kathmandu");
        inOrder.sent(story, NOON, false);

        Collections.shuffle(story, new Random(seed));
        AnswerSheet shuffled = empty("Asia/Kathmandu");
        IntStream.range(0, story.size()).forEach(i -> shuffled.sent(story.subList(i, i + 1), NOON, false));

        assertThat(shuffled.json(NEXT_DAY)).isEqualTo(inOrder.json(NEXT_DAY));
        assertThat(inOrder.json(NEXT_DAY).path("orders").asInt()).as("orders").isPositive();
    }

    private AnswerSheet empty(String timeZone) {
        return new AnswerSheet(
                new SheetRun("00c0ffee", 42, "everyday", NOON, NOON, ZoneId.of(timeZone), Currency.getInstance("EUR")));
    }

    private JsonNode sheet() {
        return sheet("UTC");
    }

    private JsonNode sheet(String timeZone) {
        AnswerSheet sheet = empty(timeZone);
        sheet.sent(acts.events(), NOON, false);
        return sheet.json(NEXT_DAY);
    }

    private String carts(Instant now) {
        AnswerSheet sheet = empty("UTC");
        sheet.sent(acts.events(), NOON, false);
        JsonNode carts = sheet.json(now).path("abandonedCarts");
        return carts.path("sessions") + " " + carts.path("value");
    }

    private static String revenue(String currency, int orders, String gross, String refunds, String net) {
        return "[{\"currency\":\"%s\",\"orders\":%d,\"gross\":\"%s\",\"refunds\":\"%s\",\"net\":\"%s\"}]"
                .formatted(currency, orders, gross, refunds, net);
    }

    private static String product(String id, int views, int cartAdds, int orders, int units, String revenue) {
        return "{\"productId\":\"%s\",\"currency\":\"EUR\",\"views\":%d,\"cartAdds\":%d,\"orders\":%d,\"units\":%d,\"revenue\":\"%s\"}"
                .formatted(id, views, cartAdds, orders, units, revenue);
    }
}
