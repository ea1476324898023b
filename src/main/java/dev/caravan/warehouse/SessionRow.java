package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A visit as it stands in its table. Merging is commutative and associative, so the order in which events arrive makes no difference.
 *
 * @param visitorId of the first event, as are country, deviceType, referrer, landingPage and origin
 * @param first the first event, which is when the session starts
 * @param origin found when it is asked for, as it costs more than the others and only that of the first event counts
 * @param categories of all events
 */
record SessionRow(
        String sessionId,
        String visitorId,
        boolean derived,
        EventKey first,
        Instant endedAt,
        int events,
        int pageViews,
        int productViews,
        int cartAdds,
        int cartRemoves,
        int checkouts,
        int purchases,
        @Nullable String country,
        @Nullable String deviceType,
        @Nullable String referrer,
        @Nullable String landingPage,
        Supplier<Origin> origin,
        Categories categories) {

    /** A session of a visitor ends after that time without an event. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** The session that holds one event: the sender's, or a derived one. */
    static SessionRow of(Event event) {
        String sent = event.sessionId();
        return new SessionRow(
                sent == null ? derivedId(event.visitorId(), event.eventTime()) : sent,
                event.visitorId(),
                sent == null,
                EventKey.of(event),
                event.eventTime(),
                1,
                count(event, "page_view"),
                count(event, "product_view"),
                count(event, "add_to_cart"),
                count(event, "remove_from_cart"),
                count(event, "checkout_start") + count(event, "checkout_step") + count(event, "payment_info"),
                count(event, "purchase"),
                event.country(),
                event.deviceType(),
                event.referrer(),
                event.pageUrl(),
                () -> Origin.of(event),
                Categories.of(event));
    }

    private static int count(Event event, String type) {
        return event.type().code().equals(type) ? 1 : 0;
    }

    /** Both together. Of two derived ones the merged is a derived one, named by its own start. */
    SessionRow merge(SessionRow other) {
        SessionRow earlier = first.compareTo(other.first) <= 0 ? this : other;
        return new SessionRow(
                earlier.sessionId,
                earlier.visitorId,
                derived,
                earlier.first,
                endedAt.isAfter(other.endedAt) ? endedAt : other.endedAt,
                events + other.events,
                pageViews + other.pageViews,
                productViews + other.productViews,
                cartAdds + other.cartAdds,
                cartRemoves + other.cartRemoves,
                checkouts + other.checkouts,
                purchases + other.purchases,
                earlier.country,
                earlier.deviceType,
                earlier.referrer,
                earlier.landingPage,
                earlier.origin,
                categories.merge(other.categories));
    }

    Instant startedAt() {
        return first.eventTime();
    }

    /** True when fewer than 30 minutes lie between the end of this one and the start of the later one. */
    boolean reaches(SessionRow later) {
        return Duration.between(endedAt, later.startedAt()).compareTo(IDLE) < 0;
    }

    /** How far down the funnel it came: 4 order, 3 checkout, 2 cart, 1 product view, 0 none of them. As {@code session_reach} in SQL. */
    int reach() {
        if (purchases > 0) {
            return 4;
        }
        if (checkouts > 0) {
            return 3;
        }
        if (cartAdds > 0) {
            return 2;
        }
        return productViews > 0 ? 1 : 0;
    }

    /** MD5 of visitor and start in microseconds, which SQL computes as easily. A name, no secret. */
    private static String derivedId(String visitorId, Instant start) {
        long micros = Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000L), start.getNano() / 1_000L);
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((visitorId + '@' + micros).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
