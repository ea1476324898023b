package dev.caravan.event;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a visitor did. The name in lower case is what stands on the topic and in the tables. */
public enum EventType {
    PAGE_VIEW,
    PRODUCT_VIEW,
    PRODUCT_CLICK,
    PRODUCT_LIST_VIEW,
    SEARCH,
    PROMOTION_VIEW,
    PROMOTION_CLICK,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    CART_VIEW,
    CHECKOUT_START,
    CHECKOUT_STEP,
    PAYMENT_INFO,
    PURCHASE,
    REFUND,
    ORDER_CANCEL,
    COUPON_APPLY,
    WISHLIST_ADD,
    WISHLIST_REMOVE,
    SHARE,
    REVIEW,
    IDENTIFY,
    OTHER;

    private static final Map<String, EventType> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventType::code, Function.identity()));

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name on the topic and in the tables, such as {@code add_to_cart}. */
    public String code() {
        return code;
    }

    /** The type of that exact code; empty if there is none. */
    public static Optional<EventType> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
