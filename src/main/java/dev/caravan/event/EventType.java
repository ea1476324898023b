package dev.caravan.event;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a visitor did. The constants are the types that Caravan computes with; a type that a shop adds to the contract is
 * stored under its own code like any other. Compare with {@code equals}.
 *
 * @param code the name on the topic and in the tables, such as {@code add_to_cart}: 1 to 64 lower-case letters, digits and
 *     underscores, a letter first
 */
public record EventType(String code) {
    public static final EventType PAGE_VIEW = new EventType("page_view");
    public static final EventType PRODUCT_VIEW = new EventType("product_view");
    public static final EventType PRODUCT_CLICK = new EventType("product_click");
    public static final EventType PRODUCT_LIST_VIEW = new EventType("product_list_view");
    public static final EventType SEARCH = new EventType("search");
    public static final EventType PROMOTION_VIEW = new EventType("promotion_view");
    public static final EventType PROMOTION_CLICK = new EventType("promotion_click");
    public static final EventType ADD_TO_CART = new EventType("add_to_cart");
    public static final EventType REMOVE_FROM_CART = new EventType("remove_from_cart");
    public static final EventType CART_VIEW = new EventType("cart_view");
    public static final EventType CHECKOUT_START = new EventType("checkout_start");
    public static final EventType CHECKOUT_STEP = new EventType("checkout_step");
    public static final EventType PAYMENT_INFO = new EventType("payment_info");
    public static final EventType PURCHASE = new EventType("purchase");
    public static final EventType REFUND = new EventType("refund");
    public static final EventType ORDER_CANCEL = new EventType("order_cancel");
    public static final EventType COUPON_APPLY = new EventType("coupon_apply");
    public static final EventType WISHLIST_ADD = new EventType("wishlist_add");
    public static final EventType WISHLIST_REMOVE = new EventType("wishlist_remove");
    public static final EventType SHARE = new EventType("share");
    public static final EventType REVIEW = new EventType("review");
    public static final EventType IDENTIFY = new EventType("identify");
    public static final EventType OTHER = new EventType("other");

    private static final List<EventType> KNOWN = List.of(
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
            OTHER);

    private static final Map<String, EventType> BY_CODE =
            KNOWN.stream().collect(Collectors.toUnmodifiableMap(EventType::code, Function.identity()));

    public EventType {
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "an event type is 1 to 64 lower-case letters, digits and underscores, a letter first, was " + code);
        }
    }

    /** The type of that code: a constant if there is one, else the shop's own type. */
    public static EventType of(String code) {
        EventType known = BY_CODE.get(code);
        return known == null ? new EventType(code) : known;
    }

    /** The types that Caravan computes with, in the order of a shop's day: from the page view to the rest. */
    public static List<EventType> known() {
        return KNOWN;
    }

    private static boolean isCode(String code) {
        if (code.isEmpty() || code.length() > 64 || !isLower(code.charAt(0))) {
            return false;
        }
        return code.chars().allMatch(c -> isLower(c) || c == '_' || (c >= '0' && c <= '9'));
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public String toString() {
        return code;
    }
}
