package dev.caravan.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Events that press on what is derived from them: few visitors, sessions, orders and products, so that everything is touched often;
 * pauses a microsecond around 30 minutes; many events of one instant; orders that contradict themselves; texts that sort differently
 * with every collation. The same seed gives the same events.
 */
final class RandomShop {
    /** Eastern midnight is three hours later, the change to daylight-saving time another two. */
    private static final Instant START = Instant.parse("2024-03-10T02:00:00Z");

    private static final long MINUTE = 60_000_000L;
    private static final long[] PAUSES_MICROS = {
        0, 1, 1_000, MINUTE, 10 * MINUTE, 30 * MINUTE - 1, 30 * MINUTE, 30 * MINUTE + 1, 31 * MINUTE
    };
    private static final String[] TYPES = {
        "page_view",
        "page_view",
        "product_view",
        "product_view",
        "product_click",
        "add_to_cart",
        "remove_from_cart",
        "checkout_start",
        "checkout_step",
        "payment_info",
        "purchase",
        "purchase",
        "purchase",
        "refund",
        "order_cancel",
        "search"
    };
    private static final String[] NAMES = {"Tea", "tea", "Thé", "Tee \uD83C\uDF75", "\uFF34\uFF45\uFF41", "\uD83C\uDF75"
    };
    private static final String[] CATEGORIES = {
        "Drinks", "Drinks", "drinks", "Tea/Green, \"fine\"", "{a\\b,NULL}", "\uD83C\uDF75", "\uFF34", "\u001F", " ", ""
    };
    private static final String[] SOURCES = {"google", " Google ", "", "News\u00E9Letter", "\uFF34 ".repeat(60)};
    private static final String[] PAGES = {
        "https://shop.example/?utm_source=mail&utm_medium=Email&utm_campaign=spring%20sale",
        "https://www.shop.example/a?x=1&utm_campaign=%ff+%C3%A9#utm_source=none",
        "//SHOP.example:8443/b",
        "/3?utm_source=",
        "?&&utm_medium=cpc",
        "not an address"
    };
    private static final String[] REFERRERS = {
        "https://www.Google.com/search?q=tea",
        "https://shop.example/",
        "android-app://com.chat",
        "r-1",
        "http://",
        " //me@blog.example./ "
    };
    private static final String[] AMOUNTS = {"10", "10.00", "12.5", "0", "99999999.99"};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private final Instant start;
    private final long[] pausesMicros;

    RandomShop(long seed) {
        this(seed, START, PAUSES_MICROS);
    }

    private RandomShop(long seed, Instant start, long[] pausesMicros) {
        random = new Random(seed);
        this.start = start;
        this.pausesMicros = pausesMicros;
    }

    /** The same shop over some days from then on: some visitors stay away for hours or days. */
    static RandomShop overDays(long seed, Instant start) {
        long[] pauses = Arrays.copyOf(PAUSES_MICROS, PAUSES_MICROS.length + 2);
        pauses[PAUSES_MICROS.length] = 9 * 60 * MINUTE;
        pauses[PAUSES_MICROS.length + 1] = 40 * 60 * MINUTE;
        return new RandomShop(seed, start, pauses);
    }

    /** So many different events; then a fifth of them again, some records that no shop should send, and ids that come with two times. */
    List<byte[]> records(int events) {
        List<ObjectNode> made = new ArrayList<>();
        long[] clocks = new long[6];
        for (int i = 0; i < events; i++) {
            int visitor = random.nextInt(clocks.length);
            clocks[visitor] += pausesMicros[random.nextInt(pausesMicros.length)];
            made.add(event("visitor-" + visitor, clocks[visitor]));
        }
        List<ObjectNode> sent = new ArrayList<>(made);
        for (int i = 0; i < events / 5; i++) {
            sent.add(one(made));
        }
        for (int i = 0; i < events / 20; i++) {
            ObjectNode stamped = one(made).deepCopy();
            sent.add(stamped.put("event_timestamp", at(random.nextInt(300) * MINUTE)));
            sent.add(one(made).deepCopy().put("event_type", "unheard_of"));
        }
        return sent.stream()
                .map(event -> event.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private ObjectNode one(List<ObjectNode> events) {
        return events.get(random.nextInt(events.size()));
    }

    private ObjectNode event(String visitor, long micros) {
        String type = oneOf(TYPES);
        ObjectNode event = JSON.createObjectNode()
                .put("event_id", new UUID(random.nextLong(), random.nextLong()).toString())
                .put("event_type", type)
                .put("event_timestamp", at(micros))
                .put("user_id", visitor);
        if (random.nextInt(3) == 0) {
            event.put("session_id", "session-" + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            event.put("country", random.nextBoolean() ? "DE" : "FR").put("page_url", oneOf(PAGES));
        }
        if (random.nextInt(4) == 0) {
            event.put("device_type", "mobile").put("referrer", oneOf(REFERRERS));
        }
        if (random.nextInt(4) == 0) {
            addCampaign(event.putObject("campaign"));
        }
        if (random.nextInt(3) == 0) {
            event.put("currency", random.nextBoolean() ? "USD" : "EUR");
        }
        switch (type) {
            case "purchase", "refund", "order_cancel" -> addOrder(event);
            case "page_view", "search" -> {}
            default -> addProduct(event);
        }
        return event;
    }

    private void addCampaign(ObjectNode campaign) {
        if (random.nextBoolean()) {
            campaign.put(random.nextBoolean() ? "source" : "utm_source", oneOf(SOURCES));
        }
        if (random.nextBoolean()) {
            campaign.put(random.nextBoolean() ? "medium" : "utm_medium", oneOf(SOURCES));
        }
        if (random.nextBoolean()) {
            campaign.put(random.nextBoolean() ? "name" : "utm_campaign", oneOf(SOURCES));
        } else {
            campaign.put("name", 5).putObject("source").put("name", "deeper");
        }
    }

    private void addOrder(ObjectNode event) {
        if (random.nextInt(10) > 0) {
            event.put("order_id", "order-" + random.nextInt(8));
        }
        if (random.nextInt(3) == 0) {
            event.put("revenue", amount()).put("tax", amount());
        }
        if (random.nextInt(3) == 0) {
            event.put("coupon", "c-" + random.nextInt(3)).put("discount", amount());
        }
        if (random.nextBoolean()) {
            ArrayNode items = event.putArray("items");
            for (int i = random.nextInt(3); i >= 0; i--) {
                addProduct(items.addObject());
            }
        } else if (random.nextInt(3) == 0) {
            addProduct(event);
        }
    }

    private void addProduct(ObjectNode product) {
        if (random.nextInt(10) > 0) {
            product.put("product_id", "product-" + random.nextInt(4));
        }
        if (random.nextInt(3) > 0) {
            product.put("product_name", oneOf(NAMES));
        }
        if (random.nextBoolean()) {
            product.put("category", oneOf(CATEGORIES));
        }
        if (random.nextInt(4) > 0) {
            product.put("price", amount());
        }
        if (random.nextBoolean()) {
            product.put("quantity", 1 + random.nextInt(3));
        }
    }

    private String oneOf(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private BigDecimal amount() {
        return new BigDecimal(oneOf(AMOUNTS));
    }

    private String at(long micros) {
        return start.plusNanos(micros * 1_000).toString();
    }
}
