package dev.caravan.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts made by hand, in the order of sending; what isn't said is {@code ada}, a session {@code s-1}, EUR and nothing else. */
final class Acts {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<SimulatedEvent> events = new ArrayList<>();

    static ActLine line(String productId, String price, int quantity) {
        return new ActLine(productId, new BigDecimal(price), quantity);
    }

    /** One act, with what differs said afterwards. */
    final class One {
        private final String type;
        private final Instant time;
        private String visitorId = "ada";
        private @Nullable String sessionId = "s-1";
        private @Nullable ActLine product;
        private String currency = "EUR";
        private @Nullable String orderId;
        private @Nullable BigDecimal revenue;
        private List<ActLine> lines = List.of();

        One(String type, Instant time) {
            this.type = type;
            this.time = time;
        }

        One by(String visitor) {
            visitorId = visitor;
            return this;
        }

        One in(@Nullable String session) {
            sessionId = session;
            return this;
        }

        One of(ActLine subject) {
            product = subject;
            return this;
        }

        One order(String id) {
            orderId = id;
            return this;
        }

        One states(String amount, String inCurrency) {
            revenue = new BigDecimal(amount);
            currency = inCurrency;
            return this;
        }

        One paidIn(String inCurrency) {
            currency = inCurrency;
            return this;
        }

        One with(ActLine... items) {
            lines = List.of(items);
            return this;
        }

        Acts sent() {
            return sent(null, false);
        }

        Acts sent(@Nullable Flaw flaw, boolean resent) {
            String id = "00c0ffee-0000-4000-8000-%012d".formatted(events.size());
            Act act = new Act(id, type, time, visitorId, sessionId, product, currency, orderId, revenue, lines);
            events.add(new SimulatedEvent(visitorId, new byte[0], act, flaw, resent));
            return Acts.this;
        }
    }

    /** @param minute after noon of 2026-03-01, UTC; may be negative */
    One act(String type, long minute) {
        return new One(type, NOON.plusSeconds(60 * minute));
    }

    List<SimulatedEvent> events() {
        return events;
    }
}
