package dev.caravan.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated event means, as the shop meant it. The answer sheet is made of these, never of the JSON. Of a bad record it is what the
 * record would have meant.
 *
 * @param time as the JSON states it, to the millisecond
 * @param sessionId as sent; null when the event has none
 * @param product the product fields of the event itself
 * @param currency of every amount
 * @param orderId as sent; null when the event has none
 * @param revenue as stated in the JSON; null when it isn't
 * @param lines the items as sent, empty when there are none
 */
public record Act(
        String eventId,
        String type,
        Instant time,
        String visitorId,
        @Nullable String sessionId,
        @Nullable ActLine product,
        String currency,
        @Nullable String orderId,
        @Nullable BigDecimal revenue,
        List<ActLine> lines) {}
