package dev.caravan.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a visitor did, as it is stored.
 *
 * @param eventId the sender's id if it is a UUID, else the name-based UUID of it
 * @param originalEventId the sender's id where it isn't a UUID
 * @param eventTime to the microsecond, which is what the tables hold
 * @param visitorId {@code userId}, else {@code anonymousId}
 * @param sessionId the sender's; null when it is to be derived
 * @param product the product fields of the event itself; null when none is given
 * @param currency ISO 4217, of every amount of the event
 * @param orderId never null on a purchase
 * @param revenue the stated amount; null when none is stated
 * @param items lines of the order, cart or checkout; on a purchase or refund without items the event's own product if it has a price
 * @param campaignJson the JSON object as text; null when there is none
 * @param propertiesJson the JSON object as text; null when there is none
 */
public record Event(
        UUID eventId,
        @Nullable String originalEventId,
        EventType type,
        Instant eventTime,
        String visitorId,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        @Nullable Item product,
        String currency,
        @Nullable String orderId,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal tax,
        @Nullable BigDecimal shipping,
        @Nullable BigDecimal discount,
        @Nullable String coupon,
        List<Item> items,
        @Nullable String pageUrl,
        @Nullable String referrer,
        @Nullable String userAgent,
        @Nullable String ipAddress,
        @Nullable String deviceType,
        @Nullable String country,
        @Nullable String campaignJson,
        @Nullable String propertiesJson)
        implements Parsed {
    private static final List<String> CHANGEABLE =
            List.of("page_url", "referrer", "user_agent", "ip_address", "device_type", "country");

    public Event {
        items = List.copyOf(items);
    }

    /**
     * The same event with another text in one field, for steps that enrich or anonymise.
     *
     * @param field {@code page_url}, {@code referrer}, {@code user_agent}, {@code ip_address}, {@code device_type} or {@code country}
     * @param value null takes the field away
     * @throws IllegalArgumentException for any other field: what identifies, dates or prices an event is the sender's
     */
    public Event with(String field, @Nullable String value) {
        if (!CHANGEABLE.contains(field)) {
            throw new IllegalArgumentException(
                    "only " + String.join(", ", CHANGEABLE) + " can be changed on the way, not " + field);
        }
        return new Event(
                eventId,
                originalEventId,
                type,
                eventTime,
                visitorId,
                userId,
                anonymousId,
                sessionId,
                product,
                currency,
                orderId,
                revenue,
                tax,
                shipping,
                discount,
                coupon,
                items,
                field.equals("page_url") ? value : pageUrl,
                field.equals("referrer") ? value : referrer,
                field.equals("user_agent") ? value : userAgent,
                field.equals("ip_address") ? value : ipAddress,
                field.equals("device_type") ? value : deviceType,
                field.equals("country") ? value : country,
                campaignJson,
                propertiesJson);
    }
}
