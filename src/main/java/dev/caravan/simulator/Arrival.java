package dev.caravan.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a visit begins, which doesn't change any more.
 *
 * @param sessionId null when the shop sends none
 * @param firstGeneration whether the shop's old pages serve it, which send five types of event in a form of their own
 * @param ids the visitor's and the session's fields of an event
 * @param place address and country, as fields of an event
 */
@SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
record Arrival(
        Visitor visitor,
        @Nullable String sessionId,
        Referral referral,
        boolean firstGeneration,
        byte[] ids,
        byte[] place) {

    private static final double KEENNESS_OF_CUSTOMERS = 1.35;
    private static final double KEENNESS_OF_THE_NEW = 0.8;

    static Arrival of(Visitor visitor, @Nullable String sessionId, Referral referral, boolean firstGeneration) {
        String ids = field("user_id", visitor.userId())
                + field("anonymous_id", visitor.anonymousId())
                + field("session_id", sessionId);
        String place = field("ip_address", visitor.ipAddress()) + field("country", visitor.country());
        return new Arrival(visitor, sessionId, referral, firstGeneration, bytes(ids), bytes(place));
    }

    /** How readily this visitor buys, 1 on average. */
    double keenness() {
        double known = visitor.isCustomer() ? KEENNESS_OF_CUSTOMERS : KEENNESS_OF_THE_NEW;
        return known * referral.keenness() * visitor.client().keenness();
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + '"';
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.ISO_8859_1);
    }
}
