package dev.caravan.simulator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the events of whole visits look like, read as a consumer would: by session, from JSON. */
class WalkTest {

    private static final Map<String, Set<String>> LEGAL = Map.ofEntries(
            entry("page_view", Set.of("product_list_view", "search", "product_view", "refund")),
            entry("product_list_view", Set.of("product_view", "product_list_view", "search")),
            entry("search", Set.of("product_view", "search", "product_list_view")),
            entry("product_view", Set.of("product_view", "product_list_view", "add_to_cart", "wishlist_add")),
            entry("wishlist_add", Set.of("product_view", "product_list_view")),
            entry("add_to_cart", Set.of("product_view", "product_list_view", "cart_view")),
            entry("remove_from_cart", Set.of("cart_view", "product_list_view")),
            entry("cart_view", Set.of("checkout_start", "remove_from_cart", "coupon_apply", "product_list_view")),
            entry("coupon_apply", Set.of("checkout_start")),
            entry("checkout_start", Set.of("checkout_step")),
            entry("checkout_step", Set.of("payment_info")),
            entry("payment_info", Set.of("purchase")),
            entry("purchase", Set.of("product_list_view")),
            entry("refund", Set.of("product_list_view")));

    private static final Story CLEAN = Story.ofHours(20, 0, 3);

    @Test
    void everySessionIsALegalWalk() {
        CLEAN.sessions().values().stream()
                .filter(s -> !s.get(0).has("raw_data"))
                .forEach(session -> {
                    for (int i = 1; i < session.size(); i++) {
                        assertThat(LEGAL.get(type(session.get(i - 1)))).contains(type(session.get(i)));
                    }
                });
    }

    @Test
    void everySessionLandsFirstButForThoseThatWereInProgress() {
        long inProgress = CLEAN.sessions().values().stream()
                .filter(s -> !type(s.get(0)).equals("page_view"))
                .count();

        assertThat(inProgress).isPositive().isLessThan(Math.round(20 * Crowd.MEAN_PAUSE_SEC) + 1);
    }

    @Test
    void aSessionHasOneVisitor() {
        CLEAN.sessions()
                .values()
                .forEach(session -> assertThat(
                                session.stream().map(WalkTest::visitor).distinct())
                        .hasSize(1));
    }

    @Test
    void onlyWhatIsInTheCartIsRemovedOrBought() {
        CLEAN.sessions().values().stream()
                .filter(s -> type(s.get(0)).equals("page_view") && !s.get(0).has("raw_data"))
                .forEach(session -> {
                    BigDecimal inCart = BigDecimal.ZERO;
                    for (JsonNode event : session) {
                        switch (type(event)) {
                            case "add_to_cart" -> inCart = inCart.add(amount(event));
                            case "remove_from_cart" -> inCart = inCart.subtract(amount(event));
                            case "cart_view", "checkout_start", "checkout_step", "payment_info" ->
                                assertThat(itemsAmount(event)).isEqualByComparingTo(inCart);
                            case "purchase" -> {
                                assertThat(itemsAmount(event)).isEqualByComparingTo(inCart);
                                inCart = BigDecimal.ZERO;
                            }
                            default -> {}
                        }
                        assertThat(inCart).isNotNegative();
                    }
                });
    }

    @Test
    void revenueIsTheItemsLessTheDiscount() {
        List<JsonNode> orders = CLEAN.ofType("purchase").stream()
                .filter(e -> !e.has("raw_data"))
                .toList();

        assertThat(orders).hasSizeGreaterThan(500).anyMatch(e -> e.has("coupon"));
        for (JsonNode order : orders) {
            BigDecimal revenue = order.get("revenue").decimalValue();
            assertThat(revenue)
                    .isEqualByComparingTo(
                            itemsAmount(order).subtract(order.get("discount").decimalValue()));
            assertThat(order.get("tax").decimalValue())
                    .isEqualByComparingTo(
                            revenue.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP));
            assertThat(order.get("discount").decimalValue().signum()).isEqualTo(order.has("coupon") ? 1 : 0);
        }
        assertThat(orders.stream().map(e -> e.get("order_id").textValue())).doesNotHaveDuplicates();
    }

    @Test
    void aRefundGivesBackAnEarlierOrderOnce() {
        Set<String> open = new HashSet<>();
        int refunds = 0;
        for (JsonNode event : CLEAN.good()) {
            if (type(event).equals("purchase") && event.has("order_id")) {
                open.add(money(event));
            } else if (type(event).equals("refund")) {
                assertThat(open.remove(money(event))).isTrue();
                refunds++;
            }
        }

        assertThat(refunds).isBetween(20, 300);
    }

    @Test
    void theFirstGenerationSendsItsFiveTypesWithLocalTimes() {
        List<JsonNode> old =
                CLEAN.good().stream().filter(e -> e.has("raw_data")).toList();

        assertThat(old.stream().map(WalkTest::type).distinct())
                .containsExactlyInAnyOrder("page_view", "add_to_cart", "purchase", "remove_from_cart", "wishlist_add");
        assertThat(old).allSatisfy(e -> {
            assertThat(e.get("event_timestamp").textValue()).matches("2026-03-01T1[0-3]:\\d\\d:\\d\\d\\.\\d{3}");
            assertThat(e.has("order_id") || e.has("revenue") || e.has("items") || e.has("currency"))
                    .isFalse();
        });
    }

    @Test
    void theShopLooksLikeAShop() {
        Map<String, List<JsonNode>> sessions = CLEAN.sessions();
        double converted = sessions.values().stream()
                .filter(s -> s.stream().anyMatch(e -> type(e).equals("purchase")))
                .count();
        List<JsonNode> good = CLEAN.good();

        assertThat(converted / sessions.size()).as("conversion").isBetween(0.02, 0.04);
        assertThat(CLEAN.ofType("purchase").stream()
                        .filter(e -> e.has("revenue"))
                        .mapToDouble(e -> e.get("revenue").doubleValue())
                        .average()
                        .orElse(0))
                .as("average order in euros")
                .isBetween(40.0, 150.0);
        assertThat(share(good, e -> !e.has("session_id"))).as("no session id").isBetween(0.05, 0.11);
        assertThat(share(good, e -> !e.has("user_id"))).as("anonymous").isBetween(0.6, 0.7);
        assertThat(LEGAL.keySet())
                .allSatisfy(type -> assertThat(CLEAN.ofType(type)).isNotEmpty());
    }

    @Test
    void theFirstOrdersComeWithinHalfAMinute() {
        Story start = Story.of(Story.settings(20, 42, 0.01), Story.OPENING, Duration.ofSeconds(30));

        assertThat(start.ofType("purchase")).hasSizeGreaterThan(1);
    }

    @Test
    void visitorsPauseAsLongAsPeopleDo() {
        double seconds = 0;
        int pauses = 0;
        for (List<JsonNode> session : CLEAN.sessions().values()) {
            if (!session.get(0).has("raw_data") && session.size() > 1) {
                seconds += Duration.between(time(session.get(0)), time(session.get(session.size() - 1)))
                                .toMillis()
                        / 1e3;
                pauses += session.size() - 1;
            }
        }

        assertThat(seconds / pauses).as("mean pause in seconds").isBetween(10.0, 25.0);
    }

    @Test
    void theCrowdsOwnTimeKeepsPaceWithTheRate() {
        Crowd crowd = new Crowd(
                Story.settings(20, 1, 0),
                new Catalogue(new SplittableRandom(1), 2),
                new Ids(1, Story.OPENING),
                new SplittableRandom(2));
        double start = crowd.next().atSec();
        double now = start;
        for (int i = 0; i < 400_000; i++) {
            Crowd.Turn turn = crowd.next();
            now = turn.atSec();
            crowd.goOn(turn);
        }

        assertThat((now - start) / 20_000)
                .as("own seconds a second, within 0.02")
                .isCloseTo(1, within(0.02));
    }

    private static double share(List<JsonNode> events, Predicate<JsonNode> condition) {
        return events.stream().filter(condition).count() / (double) events.size();
    }

    private static String type(JsonNode event) {
        return event.get("event_type").textValue();
    }

    private static String visitor(JsonNode event) {
        return event.path("user_id").asText(event.path("anonymous_id").asText());
    }

    private static String money(JsonNode event) {
        return event.get("order_id").textValue() + " " + event.get("revenue") + " " + visitor(event);
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.get("event_timestamp").textValue());
    }

    private static BigDecimal amount(JsonNode line) {
        return line.get("price").decimalValue().multiply(line.get("quantity").decimalValue());
    }

    private static BigDecimal itemsAmount(JsonNode event) {
        return StreamSupport.stream(event.get("items").spliterator(), false)
                .map(WalkTest::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
