package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HEAD =
            "\"event_type\":\"page_view\",\"event_timestamp\":\"2026-03-01T11:00:00Z\",\"user_id\":\"u-1\"";
    private static final String ID = "5f0c7e0e-6f0a-4c39-9a52-0d5a7f3f1a11";

    private final EventParser parser = Parsers.shipped();

    private Parsed parse(String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private Event event(String json) {
        Parsed parsed = parse(json);
        assertThat(parsed).isInstanceOf(Event.class);
        return (Event) parsed;
    }

    private Rejection rejection(String json) {
        Parsed parsed = parse(json);
        assertThat(parsed).isInstanceOf(Rejection.class);
        return (Rejection) parsed;
    }

    /** A page view with more fields, such as {@code "price":1}. */
    private static String with(String fields) {
        return "{\"event_id\":\"" + ID + "\"," + HEAD + "," + fields + "}";
    }

    private static String typed(String type, String fields) {
        return with(fields).replace("page_view", type);
    }

    private static String at(String time) {
        return with("\"brand\":\"b\"").replace("2026-03-01T11:00:00Z", time);
    }

    @Test
    void everyFieldLandsInItsPlace() {
        Event event = event(typed("purchase", """
                "anonymous_id":"a-1","session_id":"s-1","product_id":"p-1","product_name":"Cup","category":"Kitchen","brand":"Acme",
                "variant":"blue","price":2.50,"quantity":2,"currency":"USD","order_id":"o-1","revenue":5.00,"tax":0.8,"shipping":4.9,
                "discount":0,"coupon":"SAVE","items":[{"product_id":"p-2","price":1,"quantity":3},{"product_name":"Bag"}],
                "page_url":"https://shop.example/","referrer":"","user_agent":"Browser","ip_address":"192.0.2.1",
                "device_type":"mobile","country":"DE","campaign":{"source":"mail"},"properties":{"a":[1,{"b":null}]}
                """));

        assertThat(event)
                .isEqualTo(new Event(
                        UUID.fromString(ID),
                        null,
                        EventType.PURCHASE,
                        Instant.parse("2026-03-01T11:00:00Z"),
                        "u-1",
                        "u-1",
                        "a-1",
                        "s-1",
                        new Item("p-1", "Cup", "Kitchen", "Acme", "blue", new BigDecimal("2.50"), 2),
                        "USD",
                        "o-1",
                        new BigDecimal("5.00"),
                        new BigDecimal("0.8"),
                        new BigDecimal("4.9"),
                        BigDecimal.ZERO,
                        "SAVE",
                        java.util.List.of(
                                new Item("p-2", null, null, null, null, BigDecimal.ONE, 3),
                                new Item(null, "Bag", null, null, null, null, null)),
                        "https://shop.example/",
                        "",
                        "Browser",
                        "192.0.2.1",
                        "mobile",
                        "DE",
                        "{\"source\":\"mail\"}",
                        "{\"a\":[1,{\"b\":null}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_view", "add_to_cart", "purchase", "remove_from_cart", "wishlist_add"})
    void anEventOfTheFirstGenerationJustWorks(String type) {
        Event event = event("""
                {"event_id":"evt_000123","event_type":"%s","event_timestamp":"2026-03-01T10:15:30.123456","user_id":"user_42",
                 "session_id":null,"product_id":"prod_7","price":19.99,"quantity":2,"raw_data":{"source":"web","version":"1.0"}}""".formatted(type));

        assertThat(event.type().code()).isEqualTo(type);
        assertThat(event.eventTime()).isEqualTo("2026-03-01T09:15:30.123456Z");
        assertThat(event.originalEventId()).isEqualTo("evt_000123");
        assertThat(event.sessionId()).isNull();
        assertThat(event.currency()).isEqualTo("EUR");
        assertThat(event.propertiesJson()).isEqualTo("{\"source\":\"web\",\"version\":\"1.0\"}");
        boolean purchase = type.equals("purchase");
        assertThat(event.orderId()).isEqualTo(purchase ? "evt_000123" : null);
        assertThat(event.items())
                .hasSize(purchase ? 1 : 0)
                .allSatisfy(item -> assertThat(item.amount()).isEqualByComparingTo("39.98"));
    }

    @Test
    void aUuidIsTheEventIdInEitherCase() {
        Event event = event(typed("purchase", "\"price\":1").replace(ID, "5F0C7E0E-6F0A-4C39-9A52-0D5A7F3F1A11"));

        assertThat(event.eventId()).isEqualTo(UUID.fromString(ID));
        assertThat(event.originalEventId()).isNull();
        assertThat(event.orderId()).isEqualTo("5F0C7E0E-6F0A-4C39-9A52-0D5A7F3F1A11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt-1",
                "1-1-1-1-1",
                "5f0c7e0e6f0a4c399a520d5a7f3f1a11",
                "{5f0c7e0e-6f0a-4c39-9a52-0d5a7f3f1a11}",
                "5f0c7e0e-6f0a-4c39-9a52-0d5a7f3f1a1g",
                "5f0c7e0e+6f0a-4c39-9a52-0d5a7f3f1a11",
                "５f0c7e0e-6f0a-4c39-9a52-0d5a7f3f1a11"
            })
    void anyOtherEventIdBecomesTheNameBasedUuidOfItsBytes(String id) {
        Event event = event(with("\"brand\":\"b\"").replace(ID, id));

        assertThat(event.eventId()).isEqualTo(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
        assertThat(event.originalEventId()).isEqualTo(id);
    }

    @Test
    void theVisitorIsTheUserElseTheAnonymousId() {
        assertThat(event(with("\"anonymous_id\":\"a-1\"")).visitorId()).isEqualTo("u-1");
        assertThat(event(with("\"anonymous_id\":\"a-1\"").replace("\"u-1\"", "null"))
                        .visitorId())
                .isEqualTo("a-1");
    }

    @Test
    void nullCountsAsAbsentInTheEventAndInItsItems() {
        Event event =
                event(with("\"price\":null,\"items\":[{\"price\":null,\"sku\":null}],\"campaign\":null,\"x\":null"));

        assertThat(event.product()).isNull();
        assertThat(event.items()).containsExactly(new Item(null, null, null, null, null, null, null));
        assertThat(event.campaignJson()).isNull();
        assertThat(event.propertiesJson()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2.50, 2.50",
        "0, 0",
        "0.10, 0.10",
        "1e2, 100",
        "1.5E+1, 15",
        "999999999999.99999999999999999999, 999999999999.99999999999999999999",
        "0.00000000000000000001, 0.00000000000000000001",
        "0e400, 0",
        "0.1000000000000000055, 0.1000000000000000055",
    })
    void moneyIsExactlyWhatTheTextSays(String text, String plain) {
        Item product = Objects.requireNonNull(event(with("\"price\":" + text)).product());

        assertThat(Objects.requireNonNull(product.price()).toPlainString()).isEqualTo(plain);
        assertThat(product.price().scale()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2.0, 2", "2e0, 2", "1e6, 1000000", "1000000.000, 1000000"})
    void aWholeNumberIsAQuantityHoweverItIsWritten(String text, int quantity) {
        assertThat(Objects.requireNonNull(event(with("\"quantity\":" + text)).product())
                        .quantity())
                .isEqualTo(quantity);
    }

    @Test
    void unknownFieldsAndRawDataAreMergedIntoPropertiesWhichWin() {
        Event event = event(
                with(
                        "\"a\":\"top\",\"b\":\"top\",\"c\":\"top\",\"raw_data\":{\"b\":\"raw\",\"c\":\"raw\"},\"properties\":{\"c\":\"own\",\"n\":1.50}"));

        assertThat(event.propertiesJson()).isEqualTo("{\"a\":\"top\",\"b\":\"raw\",\"c\":\"own\",\"n\":1.50}");
    }

    @Test
    void unknownFieldsAloneBecomeProperties() {
        assertThat(event(with("\"position\":3")).propertiesJson()).isEqualTo("{\"position\":3}");
        assertThat(event(with("\"position\":3,\"raw_data\":{\"b\":1}")).propertiesJson())
                .isEqualTo("{\"position\":3,\"b\":1}");
        assertThat(event(with("\"position\":3,\"properties\":{\"b\":1}")).propertiesJson())
                .isEqualTo("{\"position\":3,\"b\":1}");
    }

    @Test
    void fieldsOfAnItemThatHaveNoPlaceAreKeptInProperties() {
        Event event = event(with("\"items\":[{\"product_id\":\"p\"},{\"product_id\":\"q\",\"sku\":\"7\"}]"));

        assertThat(event.items()).hasSize(2);
        assertThat(event.propertiesJson())
                .isEqualTo("{\"items\":[{\"product_id\":\"p\"},{\"product_id\":\"q\",\"sku\":\"7\"}]}");
    }

    @Test
    void numbersInPropertiesKeepEveryDigit() {
        String numbers =
                "{\"a\":0.1000000000000000055511151231257827,\"b\":12345678901234567890123,\"c\":1.10,\"d\":1E+999}";

        assertThat(event(with("\"properties\":" + numbers)).propertiesJson()).isEqualTo(numbers);
    }

    @Test
    void aPurchaseOrRefundWithoutItemsHasItsOwnProductAsItem() {
        Item own = new Item("p", null, null, null, null, new BigDecimal("3"), null);

        assertThat(event(typed("purchase", "\"product_id\":\"p\",\"price\":3")).items())
                .containsExactly(own);
        assertThat(event(typed("refund", "\"product_id\":\"p\",\"price\":3,\"items\":[]"))
                        .items())
                .containsExactly(own);
        assertThat(event(typed("purchase", "\"product_id\":\"p\"")).items()).isEmpty();
        assertThat(event(typed("add_to_cart", "\"product_id\":\"p\",\"price\":3"))
                        .items())
                .isEmpty();
        assertThat(event(typed("purchase", "\"price\":3,\"items\":[{\"price\":4}]"))
                        .items())
                .extracting(Item::price)
                .containsExactly(new BigDecimal("4"));
    }

    @Test
    void onlyAPurchaseTakesItsEventIdAsOrderId() {
        assertThat(event(typed("purchase", "\"price\":3")).orderId()).isEqualTo(ID);
        assertThat(event(typed("refund", "\"price\":3")).orderId()).isNull();
    }

    @Test
    void escapesThatAreFineAreKept() {
        Event event =
                event(with("\"brand\":\"\\ud83d\\ude00 \\u00e9\",\"properties\":{\"\\ud83d\\ude00\":\"\\u0001\"}"));

        assertThat(Objects.requireNonNull(event.product()).brand()).isEqualTo("😀 é");
        assertThat(event.propertiesJson()).isEqualTo("{\"😀\":\"\\u0001\"}");
    }

    @Test
    void aByteOrderMarkBeforeTheObjectIsPassedOver() {
        assertThat(parse("\ufeff" + with("\"brand\":\"b\""))).isInstanceOf(Event.class);
    }

    @Test
    void exactly65536BytesAreFine() {
        byte[] full = AdversarialRecords.paddedTo(65_536).getBytes(StandardCharsets.UTF_8);

        assertThat(full).hasSize(65_536);
        assertThat(parser.parse(full, NOW)).isInstanceOf(Event.class);
    }

    @Test
    void sixtyFourLevelsAreFine() {
        assertThat(parse(with("\"x\":" + "[".repeat(63) + "]".repeat(63)))).isInstanceOf(Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00.000000999Z"})
    void theEdgesOfTheTimeRangeAreInside(String time) {
        assertThat(parse(at(time))).isInstanceOf(Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31T23:59:59.999999Z", "2026-03-02T12:00:00.000001Z"})
    void beyondTheEdgesATimeIsOutOfRange(String time) {
        Rejection rejection = rejection(at(time));

        assertThat(rejection.reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
        assertThat(rejection.errors()).extracting(FieldError::field).containsExactly("/event_timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void noNowIsTooFarAway(Instant now) {
        assertThat(parser.parse(at("2026-03-01T11:00:00Z").getBytes(StandardCharsets.UTF_8), now))
                .matches(parsed -> parsed instanceof Event == now.isAfter(Instant.EPOCH));
    }

    @Test
    void allErrorsAreListedUnderOneReason() {
        Rejection rejection = rejection("""
                {"event_id":"a","event_type":"teleport","event_timestamp":"2026-02-30T00:00:00Z","user_id":"u","price":-1,
                 "tax":0.000000000000000000001,"brand":"\\u0000","currency":"ZZQ","items":[{"quantity":1.5}]}""");

        assertThat(rejection.reason()).isEqualTo(Reason.SCHEMA_VIOLATION);
        assertThat(rejection.errors())
                .extracting(error -> error.field() + " " + error.rule())
                .containsExactlyInAnyOrder(
                        "/event_type enum",
                        "/event_timestamp iso8601",
                        "/price minimum",
                        "/tax fractionDigits",
                        "/brand storable",
                        "/currency iso4217",
                        "/items/0/quantity type");
    }

    @Test
    void onlyTheFirstHundredErrorsAreListed() {
        Rejection rejection = rejection(with("\"items\":[" + "1,".repeat(499) + "1]"));

        assertThat(rejection.errors()).hasSize(101).last().isEqualTo(new FieldError("", "more", "and 400 more errors"));
    }

    @Test
    void anErrorNamesWhatCantBeStoredInAWayThatCan() {
        assertThat(rejection(with("\"properties\":{\"a\\u0000\":{\"\\ud800/\":\"\\u0000\"}}"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "/properties/a\\u0000", "/properties/a\\u0000/\\ud800~1", "/properties/a\\u0000/\\ud800~1");
    }

    @Test
    void aTypeThatTheShopAddedIsStoredUnderItsOwnName() {
        EventContract own = EventContract.parse(
                Parsers.contractText().replace("\"other\"", "\"other\", \"gift_card_redeem\""), "mine");

        Parsed parsed =
                Parsers.of(own).parse(typed("gift_card_redeem", "\"a\":1").getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Event.class,
                        event -> assertThat(event.type())
                                .isEqualTo(EventType.of("gift_card_redeem"))
                                .hasToString("gift_card_redeem"));
    }

    @Test
    void aTighterContractRejectsMore() {
        EventContract tight = EventContract.parse(
                Parsers.contractText().replace("\"required\": [", "\"required\": [\"page_url\","), "mine");
        assertThat(Parsers.contractText()).contains("\"required\": [");

        assertThat(Parsers.of(tight).parse(with("\"a\":1").getBytes(StandardCharsets.UTF_8), NOW))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.errors())
                                .extracting(FieldError::field)
                                .contains("/page_url"));
    }

    @Test
    void aHugeNumberIsNotDividedByTheContract() {
        EventContract cents = EventContract.parse(
                "{\"properties\":{\"event_type\":{\"enum\":[\"page_view\"]},\"x\":{\"multipleOf\":0.01}}}", "cents");

        for (String number : new String[] {"1e400000000", "1E131071", "1e1000", "-1e-1001"}) {
            assertThat(Parsers.of(cents).parse(with("\"x\":" + number).getBytes(StandardCharsets.UTF_8), NOW))
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            rejection -> assertThat(rejection.errors())
                                    .extracting(error -> error.field() + " " + error.rule())
                                    .containsExactly("/x numberSize"));
        }
        assertThat(Parsers.of(cents).parse(with("\"x\":1e999").getBytes(StandardCharsets.UTF_8), NOW))
                .isInstanceOf(Event.class);
    }

    @Test
    void aLooserContractLetsNothingThroughThatCantBeStored() {
        EventParser loose = Parsers.of(EventContract.parse(
                "{\"properties\":{\"event_type\":{\"enum\":[\"page_view\"]},\"price\":{\"multipleOf\":0.01}}}",
                "loose"));

        AdversarialRecords.stream()
                .filter(record -> !record.toString().contains("too-long"))
                .filter(record -> !record.toString().contains("empty-session-id"))
                .filter(record -> !record.toString().contains("empty-user-beside-anonymous"))
                .forEach(record -> assertThat(loose.parse(record.bytes(), NOW))
                        .as(record.toString())
                        .isInstanceOfSatisfying(
                                Rejection.class,
                                rejection -> assertThat(rejection.reason()).isNotEqualTo(Reason.PROCESSING_ERROR)));
    }

    @Test
    void theShopsCurrencyMustBeOne() {
        assertThatThrownBy(() -> new EventParser(Parsers.BERLIN, "EURO", Parsers.contract()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EURO");
    }
}
