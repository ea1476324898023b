package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something on sale.
 *
 * @param number from 0, by which lists of prices are ordered
 * @param category a path of two levels, such as {@code Kitchen/Knives}
 * @param variants at least one
 * @param listPrice of one unit when there is no sale, in the shop's currency and with its number of decimals
 * @param texts its pieces of JSON
 */
record Product(
        int number,
        String id,
        String name,
        String category,
        String brand,
        List<String> variants,
        Price listPrice,
        Texts texts) {

    static Product of(int number, String name, String category, String brand, List<String> variants, Price listPrice) {
        String id = "P-%04d".formatted(number + 1);
        return new Product(
                number, id, name, category, brand, variants, listPrice, Texts.of(id, name, category, brand, variants));
    }

    /**
     * What every event about a product says of it, ready to be copied.
     *
     * @param product id to brand, and the beginning of the variant; {@code variants} ends it
     */
    @SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
    record Texts(
            byte[] product,
            List<byte[]> variants,
            byte[] category,
            byte[] page,
            byte[] categoryPage,
            byte[] searchPage,
            byte[] search) {

        static Texts of(String id, String name, String category, String brand, List<String> variants) {
            List<byte[]> endings = new ArrayList<>();
            variants.forEach(variant -> endings.add(JsonBytes.utf8(JsonBytes.escaped(variant) + "\",\"price\":")));
            String query = query(name);
            return new Texts(
                    JsonBytes.utf8("\"product_id\":\"" + id + "\",\"product_name\":\"" + JsonBytes.escaped(name)
                            + "\",\"category\":\"" + JsonBytes.escaped(category) + "\",\"brand\":\""
                            + JsonBytes.escaped(brand) + "\",\"variant\":\""),
                    endings,
                    JsonBytes.field("category", category),
                    EventJson.page("/p/" + id),
                    EventJson.page("/c/" + slug(category)),
                    EventJson.page("/search?q=" + query.replace(' ', '+').replaceAll("[^a-z0-9+]", "")),
                    JsonBytes.utf8("\"query\":\"" + JsonBytes.escaped(query) + "\",\"results\":" + name.length()));
        }

        /** The last two words of a name, in lower case: what people type. */
        private static String query(String name) {
            String[] words = name.toLowerCase(Locale.ROOT).split(" ", -1);
            return words[words.length - 2] + " " + words[words.length - 1];
        }

        private static String slug(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/]+", "-");
        }
    }
}
