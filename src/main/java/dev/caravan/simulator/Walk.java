package dev.caravan.simulator;

import static dev.caravan.simulator.Step.ADD;
import static dev.caravan.simulator.Step.ADDRESS;
import static dev.caravan.simulator.Step.BROWSE;
import static dev.caravan.simulator.Step.BUY;
import static dev.caravan.simulator.Step.CANCEL;
import static dev.caravan.simulator.Step.CART;
import static dev.caravan.simulator.Step.CHECKOUT;
import static dev.caravan.simulator.Step.COUPON;
import static dev.caravan.simulator.Step.LAND;
import static dev.caravan.simulator.Step.LEAVE;
import static dev.caravan.simulator.Step.PAYMENT;
import static dev.caravan.simulator.Step.REFUND;
import static dev.caravan.simulator.Step.REMOVE;
import static dev.caravan.simulator.Step.SEARCH;
import static dev.caravan.simulator.Step.VIEW;
import static dev.caravan.simulator.Step.WISH;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The state machine of a visit: which step follows which, how often. In sum about 3 of 100 visits end in an order. */
final class Walk {

    private static final double ADD_AFTER_VIEW = 0.18;
    private static final double MOST_ADDS_AFTER_VIEW = 0.9;
    private static final double RETRY_AFTER_REFUSED_PAYMENT = 0.45;
    private static final double CRAWL_ENDS = 0.025;
    private static final double CRAWL_LISTS = 0.3;

    private final Map<Step, Odds<Step>> next = new EnumMap<>(Step.class);

    Walk() {
        from(LAND).with(BROWSE, 32).with(SEARCH, 14).with(VIEW, 26).with(LEAVE, 28);
        from(BROWSE).with(VIEW, 55).with(BROWSE, 20).with(SEARCH, 5).with(LEAVE, 20);
        from(SEARCH).with(VIEW, 60).with(SEARCH, 12).with(BROWSE, 8).with(LEAVE, 20);
        from(VIEW).with(VIEW, 33).with(BROWSE, 20).with(WISH, 3).with(LEAVE, 26);
        from(WISH).with(VIEW, 50).with(BROWSE, 20).with(LEAVE, 30);
        from(ADD).with(VIEW, 24).with(BROWSE, 16).with(CART, 42).with(LEAVE, 18);
        from(REMOVE).with(CART, 35).with(BROWSE, 30).with(LEAVE, 35);
        from(CART)
                .with(CHECKOUT, 42)
                .with(REMOVE, 12)
                .with(COUPON, 8)
                .with(BROWSE, 13)
                .with(LEAVE, 25);
        from(COUPON).with(CHECKOUT, 75).with(LEAVE, 25);
        from(CHECKOUT).with(ADDRESS, 80).with(LEAVE, 20);
        from(ADDRESS).with(PAYMENT, 82).with(LEAVE, 18);
        from(PAYMENT).with(BUY, 86).with(LEAVE, 14);
        from(BUY).with(BROWSE, 15).with(LEAVE, 85);
        from(REFUND).with(BROWSE, 10).with(LEAVE, 90);
        from(CANCEL).with(LEAVE, 1);
    }

    /**
     * The step after {@code step}; {@link Step#LEAVE} after {@link Step#LEAVE}.
     *
     * @param keenness how readily this visitor puts something into the cart, 1 on average
     */
    Step after(Step step, double keenness, Scenario scenario, RandomGenerator random) {
        if (step == VIEW && random.nextDouble() < Math.min(MOST_ADDS_AFTER_VIEW, ADD_AFTER_VIEW * keenness)) {
            return ADD;
        }
        if (step == PAYMENT && scenario == Scenario.CHECKOUT_OUTAGE) {
            return random.nextDouble() < RETRY_AFTER_REFUSED_PAYMENT ? PAYMENT : LEAVE;
        }
        Odds<Step> odds = next.get(step);
        return odds == null ? LEAVE : odds.draw(random);
    }

    /** The same for a crawler, which reads lists and products and buys nothing. */
    Step afterOfBot(Step step, RandomGenerator random) {
        if (step == LEAVE || random.nextDouble() < CRAWL_ENDS) {
            return LEAVE;
        }
        return random.nextDouble() < CRAWL_LISTS ? BROWSE : VIEW;
    }

    private Odds<Step> from(Step step) {
        return next.computeIfAbsent(step, s -> new Odds<>());
    }
}
