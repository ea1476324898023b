package dev.caravan.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Who visits, and with what. At least one of the two ids is there.
 *
 * @param userId of a customer who is logged in
 * @param device {@code mobile}, {@code desktop} or {@code tablet}
 * @param country ISO 3166, two letters
 * @param ipAddress out of the three networks that RFC 5737 keeps for documentation, so nobody's
 */
record Visitor(
        @Nullable String userId,
        @Nullable String anonymousId,
        String device,
        String userAgent,
        String country,
        String ipAddress) {

    /** What the pipeline must recognise this visitor by. */
    String id() {
        if (userId != null) {
            return userId;
        }
        if (anonymousId != null) {
            return anonymousId;
        }
        throw new IllegalStateException("a visitor must have a user id or an anonymous id");
    }
}
