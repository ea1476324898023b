package dev.caravan.simulator;

/** What was done in a session, as bits of a number: a session that came to a later step counts in those before it, too. */
final class VisitStep {

    static final int VIEW = 1;
    static final int CART = 2;
    static final int CHECKOUT = 4;
    static final int ORDER = 8;

    private VisitStep() {}

    /** The step that an act of that type is; 0 if it is none. */
    static int of(String type) {
        return switch (type) {
            case "product_view" -> VIEW;
            case "add_to_cart" -> CART;
            case "checkout_start", "checkout_step", "payment_info" -> CHECKOUT;
            case "purchase" -> ORDER;
            default -> 0;
        };
    }

    /** Whether a session that took those steps came as far as that one. */
    static boolean reached(int steps, int step) {
        return steps >= step;
    }

    /** Whether something was put into the cart and nothing was bought. */
    static boolean leftACart(int steps) {
        return (steps & (CART | ORDER)) == CART;
    }

    /** Takes one session: its first and last moment, and its steps as a sum of bits. */
    interface Consumer {
        void accept(long startMs, long endMs, int steps);
    }
}
