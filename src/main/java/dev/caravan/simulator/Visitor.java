package dev.caravan.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Who visits, and with what. At least one of the two ids is there.
 *
 * @param userId of a customer who is logged in
 * @param country ISO 3166, two letters
 * @param ipAddress out of the three networks that RFC 5737 keeps for documentation, so nobody's
 * @param skewMs how far this visitor's clock is ahead; negative where it is behind
 */
record Visitor(
        @Nullable String userId,
        @Nullable String anonymousId,
        Client client,
        String country,
        String ipAddress,
        int skewMs) {

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

    boolean isCustomer() {
        return userId != null;
    }
}
