package dev.caravan.simulator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the events of whole visits look like, read as a consumer would: by session, from JSON. */
class WalkTest {

    private static final Map<String, Set<String>> LEGAL = Map.ofEntries(
            entry("page_view", Set.of("product_list_view", "search", "product_view", "refund", "order_cancel")),
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
            entry("refund", Set.of("product_list_view")),
            entry("order_cancel", Set.of()));

    private static final Sample CLEAN = new Sample(new Shop(Sample.rhythmic(2_000, 42, Faults.NONE), Sample.OPENING)
            .due(Sample.OPENING.plus(Duration.ofDays(14))));

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

        assertThat(inProgress).isPositive().isLessThan(200);
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

        assertThat(orders).hasSizeGreaterThan(400).anyMatch(e -> e.has("coupon"));
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
    void whatComesBackWasBoughtBeforeByTheSameVisitorAndOnlyOnce() {
        Map<String, JsonNode> orders = new HashMap<>();
        int whole = 0;
        int partial = 0;
        int cancelled = 0;
        for (JsonNode event : CLEAN.good()) {
            if (!event.has("order_id")) {
                continue;
            }
            String id = event.get("order_id").textValue();
            if (type(event).equals("purchase")) {
                orders.put(id, event);
                continue;
            }
            assertThat(orders).as("open orders when one comes back").containsKey(id);
            JsonNode order = Objects.requireNonNull(orders.remove(id));
            assertThat(visitor(event)).isEqualTo(visitor(order));
            if (type(event).equals("order_cancel")) {
                cancelled++;
            } else if (event.get("items").size() < order.get("items").size()) {
                partial++;
                assertThat(event.get("revenue").decimalValue())
                        .isLessThan(order.get("revenue").decimalValue());
            } else {
                whole++;
            }
        }

        assertThat(cancelled).as("cancellations, 1 of 100 orders").isBetween(2, 25);
        assertThat(whole + partial)
                .as("refunds, 5 of 100 orders but for the last days")
                .isBetween(15, 70);
        assertThat(partial).as("refunds in part").isPositive();
    }

    @Test
    void theFirstGenerationSendsItsFiveTypesWithLocalTimes() {
        List<JsonNode> old =
                CLEAN.good().stream().filter(e -> e.has("raw_data")).toList();

        assertThat(old.stream().map(WalkTest::type).distinct())
                .containsExactlyInAnyOrder("page_view", "add_to_cart", "purchase", "remove_from_cart", "wishlist_add");
        assertThat(old).allSatisfy(e -> {
            assertThat(e.get("event_timestamp").textValue()).matches("2026-03-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
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
    void atASteadyRateTheFirstOrdersComeWithinHalfAMinute() {
        Sample start = Sample.of(Sample.settings(20, 42, 0.01), Sample.OPENING, Duration.ofSeconds(30));

        assertThat(start.ofType("purchase")).isNotEmpty();
    }

    @Test
    void aSteadyRateMakesTheSameMixOfEvents() {
        Sample steady = Sample.ofHours(20, 0, 3);

        for (String type : List.of("page_view", "product_view", "add_to_cart", "checkout_start")) {
            assertThat(steady.ofType(type).size() / (double) steady.events().size())
                    .as("share of %s, within 0.02", type)
                    .isCloseTo(
                            CLEAN.ofType(type).size() / (double) CLEAN.events().size(), within(0.02));
        }
    }

    @Test
    void crawlersAreRecognisableAndBuyNothing() {
        List<JsonNode> crawled =
                CLEAN.good().stream().filter(WalkTest::isCrawler).toList();

        assertThat(crawled.size() / (double) CLEAN.good().size())
                .as("share of crawlers' events")
                .isBetween(0.02, 0.06);
        assertThat(crawled.stream().map(WalkTest::type).distinct())
                .containsExactlyInAnyOrder("page_view", "product_list_view", "product_view");
    }

    @Test
    void campaignsSellDifferently() {
        assertThat(conversion("brand")).isGreaterThan(2 * conversion("new-arrivals"));
    }

    @Test
    void theJsonSaysWhatTheActMeans() {
        for (SimulatedEvent event : CLEAN.events()) {
            JsonNode json = Sample.read(event);
            Act act = event.act();
            assertThat(event.key()).isEqualTo(act.visitorId()).isEqualTo(visitor(json));
            assertThat(json.path("event_id").textValue()).isEqualTo(act.eventId());
            assertThat(json.path("event_type").textValue()).isEqualTo(act.type());
            assertThat(json.path("session_id").textValue()).isEqualTo(act.sessionId());
            assertThat(json.path("order_id").textValue()).isEqualTo(act.orderId());
            assertThat(json.path("revenue").decimalValue())
                    .isEqualTo(act.revenue() == null ? BigDecimal.ZERO : act.revenue());
            assertThat(time(json)).isEqualTo(act.time());
            assertThat(json.path("product_id").textValue())
                    .isEqualTo(act.product() == null ? null : act.product().productId());
            assertThat(StreamSupport.stream(json.path("items").spliterator(), false)
                            .map(WalkTest::line))
                    .isEqualTo(act.lines());
        }
    }

    private static ActLine line(JsonNode item) {
        return new ActLine(
                item.get("product_id").textValue(),
                item.get("price").decimalValue(),
                item.get("quantity").intValue());
    }

    private static boolean isCrawler(JsonNode event) {
        return event.path("user_agent").asText().contains("Bot");
    }

    private static double conversion(String campaign) {
        List<List<JsonNode>> visits = CLEAN.sessions().values().stream()
                .filter(visit ->
                        visit.get(0).path("campaign").path("name").asText().equals(campaign))
                .toList();
        return visits.stream()
                        .filter(visit ->
                                visit.stream().anyMatch(event -> type(event).equals("purchase")))
                        .count()
                / (double) visits.size();
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

    private static Instant time(JsonNode event) {
        String text = event.get("event_timestamp").textValue();
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(Sample.BERLIN).toInstant();
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
