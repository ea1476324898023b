package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns one JSON object into an event, or says what keeps it from being one. Of the contract it uses the event types only. */
final class EventReader {
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    static final Duration MAX_AHEAD = Duration.ofHours(24);
    private static final Set<String> ITEM_FIELDS =
            Set.of("product_id", "product_name", "category", "brand", "variant", "price", "quantity");
    private static final Set<String> FIELDS = Stream.concat(
                    ITEM_FIELDS.stream(),
                    Stream.of(
                            "event_id",
                            "event_type",
                            "event_timestamp",
                            "user_id",
                            "anonymous_id",
                            "session_id",
                            "currency",
                            "order_id",
                            "revenue",
                            "tax",
                            "shipping",
                            "discount",
                            "coupon",
                            "items",
                            "page_url",
                            "referrer",
                            "user_agent",
                            "ip_address",
                            "device_type",
                            "country",
                            "campaign",
                            "properties",
                            "raw_data"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final EventContract contract;
    private final EventTimes times;
    private final String shopCurrency;

    EventReader(EventContract contract, EventTimes times, String shopCurrency) {
        if (!CURRENCIES.contains(shopCurrency)) {
            throw new IllegalArgumentException("the shop's currency must be an ISO 4217 code, was " + shopCurrency);
        }
        this.contract = contract;
        this.times = times;
        this.shopCurrency = shopCurrency;
    }

    /** The event; null if errors were added. Reads every field in any case, so that every error is found. */
    @Nullable
    Event read(ObjectNode json, Instant now, List<FieldError> errors) {
        Fields fields = new Fields(json, "", errors);
        String id = id(fields);
        boolean isUuid = EventIds.isUuid(id);
        EventType type = type(fields);
        String userId = fields.text("user_id");
        String anonymousId = fields.text("anonymous_id");
        Item product = fields.product();
        Event event = new Event(
                EventIds.uuidOf(id),
                isUuid ? null : id,
                type,
                time(fields, now),
                visitor(fields, userId, anonymousId),
                userId,
                anonymousId,
                fields.text("session_id"),
                product,
                currency(fields),
                orderId(fields, type, id),
                fields.amount("revenue"),
                fields.amount("tax"),
                fields.amount("shipping"),
                fields.amount("discount"),
                fields.text("coupon"),
                items(fields, type, product),
                fields.text("page_url"),
                fields.text("referrer"),
                fields.text("user_agent"),
                fields.text("ip_address"),
                fields.text("device_type"),
                fields.text("country"),
                campaign(fields),
                properties(fields));
        return errors.isEmpty() ? event : null;
    }

    /** The sender's id; the empty string stands in for it where an error is noted. The same holds for the next three. */
    private static String id(Fields fields) {
        String id = fields.text("event_id");
        if (id != null && !id.isEmpty()) {
            return id;
        }
        if (isTextOrAbsent(fields, "event_id")) {
            fields.fail("event_id", "required", "must be given");
        }
        return "";
    }

    private EventType type(Fields fields) {
        String code = fields.text("event_type");
        if (code == null) {
            if (isTextOrAbsent(fields, "event_type")) {
                fields.fail("event_type", "required", "must be given");
            }
            return EventType.OTHER;
        }
        EventType type = contract.typeOf(code);
        if (type == null) {
            fields.fail("event_type", "enum", "isn't a type of the contract");
            return EventType.OTHER;
        }
        return type;
    }

    private Instant time(Fields fields, Instant now) {
        String text = fields.text("event_timestamp");
        if (text == null) {
            if (isTextOrAbsent(fields, "event_timestamp")) {
                fields.fail("event_timestamp", "required", "must be given");
            }
            return EARLIEST;
        }
        Instant time = times.parse(text);
        if (time == null) {
            fields.fail("event_timestamp", "iso8601", "isn't an ISO-8601 time such as 2026-03-01T12:30:00.250Z");
            return EARLIEST;
        }
        if (time.isBefore(EARLIEST)) {
            fields.fail("event_timestamp", "timeRange", time + " is before 2000");
        } else if (time.minus(MAX_AHEAD).isAfter(now)) {
            fields.fail("event_timestamp", "timeRange", time + " is more than 24 hours ahead of " + now);
        }
        return time;
    }

    private static String visitor(Fields fields, @Nullable String userId, @Nullable String anonymousId) {
        if (userId != null && !userId.isEmpty()) {
            return userId;
        }
        if (anonymousId != null && !anonymousId.isEmpty()) {
            return anonymousId;
        }
        if (isTextOrAbsent(fields, "user_id") && isTextOrAbsent(fields, "anonymous_id")) {
            fields.fail("user_id", "required", "user_id or anonymous_id must be given");
        }
        return "";
    }

    private String currency(Fields fields) {
        String code = fields.text("currency");
        if (code == null) {
            return shopCurrency;
        }
        if (!CURRENCIES.contains(code)) {
            fields.fail("currency", "iso4217", "isn't an ISO 4217 code such as EUR");
        }
        return code;
    }

    private static @Nullable String orderId(Fields fields, EventType type, String eventId) {
        String orderId = fields.text("order_id");
        return orderId == null && type.equals(EventType.PURCHASE) ? eventId : orderId;
    }

    private static List<Item> items(Fields fields, EventType type, @Nullable Item product) {
        List<Item> items = statedItems(fields);
        boolean isOrder = type.equals(EventType.PURCHASE) || type.equals(EventType.REFUND);
        return items.isEmpty() && isOrder && product != null && product.price() != null ? List.of(product) : items;
    }

    private static List<Item> statedItems(Fields fields) {
        JsonNode node = fields.object().get("items");
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.fail("items", "type", "must be an array");
            return List.of();
        }
        List<Item> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String pointer = "/items/" + i;
            if (node.get(i) instanceof ObjectNode object) {
                Item item = new Fields(object, pointer, fields.errors()).product();
                items.add(item == null ? Item.UNSTATED : item);
            } else {
                fields.errors().add(new FieldError(pointer, "type", "must be an object"));
            }
        }
        return items;
    }

    private static @Nullable String campaign(Fields fields) {
        ObjectNode campaign = fields.child("campaign");
        return campaign == null ? null : campaign.toString();
    }

    /**
     * Everything that has no place of its own, as one JSON object: unknown fields of the event, {@code raw_data} and {@code properties},
     * of which the later wins where a name comes twice. {@code items} is among them, whole, if an item has a field without a place.
     */
    private static @Nullable String properties(Fields fields) {
        ObjectNode properties = fields.child("properties");
        ObjectNode rawData = fields.child("raw_data");
        ObjectNode rest = rest(fields.object());
        if (rest == null && rawData == null) {
            return properties == null ? null : properties.toString();
        }
        ObjectNode merged = rest == null ? fields.object().objectNode() : rest;
        if (rawData != null) {
            merged.setAll(rawData);
        }
        if (properties != null) {
            merged.setAll(properties);
        }
        return merged.toString();
    }

    private static @Nullable ObjectNode rest(ObjectNode event) {
        ObjectNode rest = null;
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            String name = field.getKey();
            boolean hasPlace = name.equals("items") ? !holdsMore(field.getValue()) : FIELDS.contains(name);
            if (!hasPlace) {
                rest = rest == null ? event.objectNode() : rest;
                rest.set(name, field.getValue());
            }
        }
        return rest;
    }

    private static boolean holdsMore(JsonNode items) {
        for (JsonNode item : items) {
            for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
                if (!ITEM_FIELDS.contains(names.next())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTextOrAbsent(Fields fields, String name) {
        JsonNode node = fields.object().get(name);
        return node == null || node.isTextual();
    }
}
