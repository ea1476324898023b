package dev.caravan.simulator;

/** Where a visitor stands. Each step but {@link #LEAVE} sends one event. */
enum Step {
    LAND("page_view", 9),
    BROWSE("product_list_view", 11),
    SEARCH("search", 9),
    VIEW("product_view", 16),
    WISH("wishlist_add", 7),
    ADD("add_to_cart", 7),
    REMOVE("remove_from_cart", 6),
    CART("cart_view", 10),
    COUPON("coupon_apply", 9),
    CHECKOUT("checkout_start", 18),
    ADDRESS("checkout_step", 22),
    PAYMENT("payment_info", 15),
    BUY("purchase", 11),
    REFUND("refund", 7),
    CANCEL("order_cancel", 7),
    LEAVE("", 0);

    private final String eventType;
    private final double medianStaySec;

    Step(String eventType, double medianStaySec) {
        this.eventType = eventType;
        this.medianStaySec = medianStaySec;
    }

    /** The {@code event_type} that is sent on arrival here. */
    String eventType() {
        return eventType;
    }

    /** How long half of the visitors stay here at most, in seconds. */
    double medianStaySec() {
        return medianStaySec;
    }
}
