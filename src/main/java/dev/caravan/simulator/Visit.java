package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's session: where it stands, what is looked at and what is in the cart. A step takes effect when it is entered; sending
 * its event only reads. Not thread-safe.
 */
final class Visit {

    private static final int LOOKS_PER_CHANGE_OF_MIND = 6;

    private final Visitor visitor;
    private final @Nullable String sessionId;
    private final Referral referral;
    private final boolean firstGeneration;
    private final List<Line> cart = new ArrayList<>();
    private Step step = Step.LAND;
    private Line subject;
    private @Nullable Coupon coupon;
    private @Nullable Order order;

    /**
     * A visit that has just landed.
     *
     * @param sessionId null when the shop sends none
     * @param firstGeneration whether the shop's old pages serve it, which send five types of event in a form of their own
     * @param subject what the landing page shows first
     */
    Visit(Visitor visitor, @Nullable String sessionId, Referral referral, boolean firstGeneration, Line subject) {
        this.visitor = visitor;
        this.sessionId = sessionId;
        this.referral = referral;
        this.firstGeneration = firstGeneration;
        this.subject = subject;
    }

    Visitor visitor() {
        return visitor;
    }

    @Nullable
    String sessionId() {
        return sessionId;
    }

    Referral referral() {
        return referral;
    }

    boolean firstGeneration() {
        return firstGeneration;
    }

    Step step() {
        return step;
    }

    /** What this step is about: the product in view, or the line that was put into the cart or taken out. */
    Line subject() {
        return subject;
    }

    /** What is in the cart after this step. */
    List<Line> cart() {
        return List.copyOf(cart);
    }

    /** The coupon that is on the cart. */
    @Nullable
    Coupon coupon() {
        return coupon;
    }

    /** The order that this step is about; there is one exactly on {@link Step#BUY} and {@link Step#REFUND}. */
    @Nullable
    Order order() {
        return order;
    }

    /** Goes on by one step. */
    void advance(Walk walk, Catalogue catalogue, Ids ids, RandomGenerator random) {
        order = null;
        Step next = allowed(walk.after(step, random));
        switch (next) {
            case BROWSE, SEARCH -> look(catalogue.draw(random), random);
            case VIEW -> look(viewed(catalogue, random), random);
            case ADD -> {
                subject = new Line(subject.product(), subject.variant(), quantity(random));
                cart.add(subject);
            }
            case REMOVE -> subject = cart.remove(random.nextInt(cart.size()));
            case COUPON -> coupon = random.nextBoolean() ? new Coupon("WELCOME10", 10) : new Coupon("CLUB15", 15);
            case BUY -> {
                order = new Order(ids.order(), visitor, cart, coupon);
                cart.clear();
                coupon = null;
            }
            default -> {}
        }
        step = next;
    }

    /** Turns to the return of an earlier order, instead of what would come next. */
    void giveBack(Order earlier) {
        order = earlier;
        step = Step.REFUND;
    }

    /** Goes to the product page of the subject, as a deep link would. */
    void jumpToProduct() {
        step = Step.VIEW;
    }

    /** An empty cart isn't shown, and the old pages know no coupons and one line a cart. */
    private Step allowed(Step next) {
        if (next == Step.CART && cart.isEmpty()) {
            return Step.BROWSE;
        }
        if (firstGeneration && next == Step.COUPON) {
            return Step.CHECKOUT;
        }
        if (firstGeneration && next == Step.ADD && !cart.isEmpty()) {
            return Step.CART;
        }
        return next;
    }

    /** After a list, something from the list; else mostly something similar. */
    private Product viewed(Catalogue catalogue, RandomGenerator random) {
        boolean similar = step == Step.BROWSE || step == Step.SEARCH || random.nextInt(LOOKS_PER_CHANGE_OF_MIND) > 0;
        return similar ? catalogue.drawIn(subject.product().category(), random) : catalogue.draw(random);
    }

    private void look(Product product, RandomGenerator random) {
        subject = new Line(
                product,
                product.variants().get(random.nextInt(product.variants().size())),
                1);
    }

    private static int quantity(RandomGenerator random) {
        int of20 = random.nextInt(20);
        return of20 == 0 ? 3 : of20 < 4 ? 2 : 1;
    }
}
