package dev.caravan.quality.row;

import dev.caravan.quality.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an event of each type should carry, and what share of them it does: its {@code quality_score}, 0 to 1 with four digits. A
 * field is filled if it is there and no empty text. The view {@code scored_events} says the same.
 *
 * <table>
 *   <caption>Beside {@code page_url}, {@code device_type} and {@code country}, which every event should carry</caption>
 *   <tr><td>product_view, product_click, add_to_cart, remove_from_cart, wishlist_add, wishlist_remove</td>
 *       <td>product_id, product_name, category, price</td></tr>
 *   <tr><td>share, review</td><td>product_id, product_name</td></tr>
 *   <tr><td>product_list_view</td><td>category</td></tr>
 *   <tr><td>cart_view, checkout_start, checkout_step, payment_info</td><td>items</td></tr>
 *   <tr><td>purchase</td><td>order_id, items, amount</td></tr>
 *   <tr><td>refund</td><td>order_id, amount</td></tr>
 *   <tr><td>order_cancel</td><td>order_id</td></tr>
 *   <tr><td>coupon_apply</td><td>coupon</td></tr>
 *   <tr><td>identify</td><td>user_id</td></tr>
 * </table>
 *
 * <p>An amount is a stated revenue, or an item with a price.
 */
final class Completeness {
    /** Stands for what is no column of its own. */
    static final String AMOUNT = "amount";

    private static final List<String> EVERY = List.of("page_url", "device_type", "country");
    private static final Map<String, List<String>> BESIDE = new HashMap<>();

    static {
        List<String> priced = List.of("product_id", "product_name", "category", "price");
        Stream.of("product_view", "product_click", "add_to_cart", "remove_from_cart", "wishlist_add", "wishlist_remove")
                .forEach(type -> BESIDE.put(type, priced));
        Stream.of("share", "review").forEach(type -> BESIDE.put(type, List.of("product_id", "product_name")));
        Stream.of("cart_view", "checkout_start", "checkout_step", "payment_info")
                .forEach(type -> BESIDE.put(type, List.of("items")));
        BESIDE.put("product_list_view", List.of("category"));
        BESIDE.put("purchase", List.of("order_id", "items", AMOUNT));
        BESIDE.put("refund", List.of("order_id", AMOUNT));
        BESIDE.put("order_cancel", List.of("order_id"));
        BESIDE.put("coupon_apply", List.of("coupon"));
        BESIDE.put("identify", List.of("user_id"));
    }

    private final Map<String, int[]> columnsByType = new HashMap<>();
    private final int[] columnsOfOthers;
    private final BigDecimal[][] scores;

    /** @param amountColumn what stands for the amount */
    Completeness(Shape columns, int amountColumn) {
        BESIDE.forEach((type, beside) -> columnsByType.put(
                type,
                Stream.concat(EVERY.stream(), beside.stream())
                        .mapToInt(name -> name.equals(AMOUNT) ? amountColumn : columns.indexOf(name))
                        .toArray()));
        columnsOfOthers = EVERY.stream().mapToInt(columns::indexOf).toArray();
        int most = columnsByType.values().stream()
                .mapToInt(fields -> fields.length)
                .max()
                .orElse(0);
        scores = new BigDecimal[most + 1][];
        for (int fields = 1; fields <= most; fields++) {
            scores[fields] = new BigDecimal[fields + 1];
            for (int filled = 0; filled <= fields; filled++) {
                scores[fields][filled] =
                        BigDecimal.valueOf(filled).divide(BigDecimal.valueOf(fields), 4, RoundingMode.HALF_UP);
            }
        }
    }

    /** The columns that an event of that type should fill; of a type that a shop has added, those of every event. */
    int[] columnsOf(String type) {
        return columnsByType.getOrDefault(type, columnsOfOthers);
    }

    BigDecimal score(int filled, int fields) {
        return scores[fields][filled];
    }

    /** By type; the rest is the same for all. */
    static Map<String, List<String>> beside() {
        return Map.copyOf(BESIDE);
    }

    static boolean isFilled(@Nullable Object value) {
        return value != null && !(value instanceof String text && text.isEmpty());
    }
}
