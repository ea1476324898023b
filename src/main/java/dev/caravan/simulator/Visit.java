package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's session: where it stands, what is looked at and what is in the cart. A step takes effect when it is entered; sending
 * its event only reads. Chance is its own, so what one visitor does changes nothing for the others. Not thread-safe.
 */
final class Visit {

    private static final int LOOKS_PER_CHANGE_OF_MIND = 6;

    private final Arrival arrival;
    private final RandomGenerator random;
    private final List<Line> cart = new ArrayList<>(2);
    private Step step = Step.LAND;
    private Line subject;
    private @Nullable Coupon coupon;
    private @Nullable Order order;
    private @Nullable Return coming;

    /**
     * A visit that has just landed.
     *
     * @param subject what the landing page shows first
     */
    Visit(Arrival arrival, Line subject, RandomGenerator random) {
        this.arrival = arrival;
        this.subject = subject;
        this.random = random;
    }

    Arrival arrival() {
        return arrival;
    }

    Visitor visitor() {
        return arrival.visitor();
    }

    boolean bot() {
        return visitor().client().bot();
    }

    Step step() {
        return step;
    }

    /** What this step is about: the product in view, or the line that was put into the cart or taken out. */
    Line subject() {
        return subject;
    }

    /** What is in the cart after this step. Not copied: it changes with the next step. */
    List<Line> cart() {
        return cart;
    }

    /** The coupon that is on the cart. */
    @Nullable
    Coupon coupon() {
        return coupon;
    }

    /** The order that this step is about; there is one exactly on {@link Step#BUY}, {@link Step#REFUND} and {@link Step#CANCEL}. */
    @Nullable
    Order order() {
        return order;
    }

    /** How long the visitor stays at this step, in microseconds. */
    long stayMicros() {
        return bot() ? Pauses.ofBot(random) : Pauses.after(step, random);
    }

    /** Has come for an earlier order, which follows the landing. */
    void comeFor(Return earlier) {
        coming = earlier;
    }

    /** Goes on by one step. */
    void advance(World world, long wallMicros) {
        order = null;
        if (coming != null) {
            order = coming.order();
            step = coming.step();
            coming = null;
            return;
        }
        Step next = allowed(following(world, wallMicros));
        switch (next) {
            case BROWSE, SEARCH -> look(world, world.catalogue().draw(random), wallMicros);
            case VIEW -> look(world, viewed(world.catalogue()), wallMicros);
            case ADD -> {
                subject = new Line(subject.product(), subject.variant(), subject.price(), quantity());
                cart.add(subject);
            }
            case REMOVE -> subject = cart.remove(random.nextInt(cart.size()));
            case COUPON -> coupon = random.nextBoolean() ? new Coupon("WELCOME10", 10) : new Coupon("CLUB15", 15);
            case BUY -> {
                order = Order.of(world.ids().order(), visitor(), cart, coupon);
                cart.clear();
                coupon = null;
            }
            default -> {}
        }
        step = next;
    }

    /** Goes to the product page of the subject, as a deep link would. */
    void jumpToProduct() {
        step = Step.VIEW;
    }

    private Step following(World world, long wallMicros) {
        if (bot()) {
            return world.walk().afterOfBot(step, random);
        }
        Scenario scenario = world.span().at(wallMicros);
        return world.walk().after(step, arrival.keenness() * scenario.keennessFactor(), scenario, random);
    }

    /** An empty cart isn't shown, and the old pages know no coupons and one line a cart. */
    private Step allowed(Step next) {
        if (next == Step.CART && cart.isEmpty()) {
            return Step.BROWSE;
        }
        if (arrival.firstGeneration() && next == Step.COUPON) {
            return Step.CHECKOUT;
        }
        if (arrival.firstGeneration() && next == Step.ADD && !cart.isEmpty()) {
            return Step.CART;
        }
        return next;
    }

    /** After a list, something from the list; else mostly something similar. */
    private Product viewed(Catalogue catalogue) {
        boolean similar = step == Step.BROWSE || step == Step.SEARCH || random.nextInt(LOOKS_PER_CHANGE_OF_MIND) > 0;
        return similar ? catalogue.drawIn(subject.product().category(), random) : catalogue.draw(random);
    }

    private void look(World world, Product product, long wallMicros) {
        int variant = random.nextInt(product.variants().size());
        subject = new Line(product, variant, world.prices().of(product, wallMicros), 1);
    }

    private int quantity() {
        int of20 = random.nextInt(20);
        return of20 == 0 ? 3 : of20 < 4 ? 2 : 1;
    }
}
