package dev.caravan.simulator;

/** Where a visitor stands. Each step but {@link #LEAVE} sends one event. */
enum Step {
    LAND("page_view", 12),
    BROWSE("product_list_view", 15),
    SEARCH("search", 12),
    VIEW("product_view", 22),
    WISH("wishlist_add", 9),
    ADD("add_to_cart", 10),
    REMOVE("remove_from_cart", 8),
    CART("cart_view", 14),
    COUPON("coupon_apply", 12),
    CHECKOUT("checkout_start", 25),
    ADDRESS("checkout_step", 30),
    PAYMENT("payment_info", 20),
    BUY("purchase", 15),
    REFUND("refund", 10),
    LEAVE("", 0);

    private final String eventType;
    private final double meanStaySec;

    Step(String eventType, double meanStaySec) {
        this.eventType = eventType;
        this.meanStaySec = meanStaySec;
    }

    /** The {@code event_type} that is sent on arrival here. */
    String eventType() {
        return eventType;
    }

    /** How long a visitor stays here on average, in seconds. */
    double meanStaySec() {
        return meanStaySec;
    }
}
