package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The 300 products of the shop, the most popular first. Cheap ones tend to be popular. */
final class Catalogue {

    private static final int PER_CATEGORY = 30;

    /** A category: its brands, lines, variants, and its things with their price range in whole units of currency. */
    private static final String CATEGORIES = """
            Coffee & Tea|Brewhaus,Monte Nero,Kettlewell|Classic,Studio,Barista,Travel,Mini|Black,Steel,Cream|Hand Grinder 29-89,Pour-Over Set 24-59,Espresso Machine 149-499,Gooseneck Kettle 39-119,House Blend 1 kg 14-29
            Kitchen|Alder & Finch,Nordkök,Casa Bruna|Everyday,Chef's,Heritage,Compact,Signature|Oak,Slate,White|Carving Knife 35-140,Cast Iron Pan 39-129,Mixing Bowl Set 18-49,Cutting Board 19-69,Stand Mixer 119-349
            Outdoor|Northpeak,Trailbound,Ferro|Ridge,Summit,Drift,Basecamp,Ultralight|Green,Sand,Orange|Rain Jacket 79-229,Daypack 25 L 49-119,Two-Person Tent 119-389,Sleeping Bag 69-219,Water Bottle 12-35
            Running|Stride,Volant,Kestrel|Pace,Tempo,Aero,Endure,Flow|S,M,L,XL|Running Shoes 69-179,Shorts 19-49,Race Shirt 22-55,Running Belt 15-35,Reflective Vest 18-45
            Home|Lumen & Co,Hygge House,Terra|Calm,Linea,Aurora,Loft,Rustic|Grey,Terracotta,Linen|Table Lamp 29-119,Throw Blanket 25-79,Scented Candle 12-32,Wall Shelf 29-89,Cushion Cover 9-29
            Audio|Sonora,Basswell,Clarity|One,Air,Studio,Go,Max|Black,White,Blue|Wireless Earbuds 39-179,Over-Ear Headphones 59-299,Bluetooth Speaker 29-199,Turntable 129-399,Sound Bar 99-349
            Phone & Desk|Plugwise,Tidywork,Volta|Slim,Dual,Core,Fold,Magnetic|Black,Silver,Navy|USB-C Charger 15-49,Power Bank 19-69,Laptop Stand 25-79,Desk Mat 15-45,Phone Case 9-35
            Beauty|Botanica,Rosalie,Pure North|Daily,Hydra,Gentle,Night,Glow|50 ml,100 ml,200 ml|Face Cream 14-59,Shampoo Bar 7-16,Hand Balm 6-19,Vitamin C Serum 18-65,Sun Lotion SPF 50 11-29
            Kids|Little Fox,Bricolino,Maplewood|Happy,Discovery,First,Magic,Rainbow|Small,Medium,Large|Wooden Puzzle 9-35,Building Blocks 19-79,Balance Bike 59-149,Plush Bear 12-39,Craft Box 14-42
            Books & Paper|Inkwell,Quarto,Papeterie Sud|Pocket,Weekly,Dotted,Linen,Traveller's|Red,Blue,Black|Notebook 7-24,Fountain Pen 18-95,Planner 14-38,Cookbook 19-45,Poster 12-49
            """;

    private final List<Product> byPopularity;
    private final Map<String, List<Product>> byCategory = new HashMap<>();
    private final Zipf zipf;

    /** @param decimals of the currency; a price of 49.99 with two is 4999 with none */
    Catalogue(RandomGenerator random, int decimals) {
        List<Product> products = new ArrayList<>();
        CATEGORIES.lines().forEach(line -> addCategory(line.split("\\|", -1), products, random, decimals));
        Map<String, Double> rank = new HashMap<>();
        products.forEach(
                p -> rank.put(p.id(), random.nextDouble() * Math.cbrt(p.price().doubleValue())));
        products.sort(Comparator.comparingDouble(p -> rank.getOrDefault(p.id(), 0.0)));
        byPopularity = List.copyOf(products);
        byPopularity.forEach(p ->
                byCategory.computeIfAbsent(p.category(), c -> new ArrayList<>()).add(p));
        zipf = new Zipf(byPopularity.size());
    }

    /** The most popular first. */
    List<Product> products() {
        return byPopularity;
    }

    /** Any product, by popularity. */
    Product draw(RandomGenerator random) {
        return byPopularity.get(zipf.draw(random));
    }

    /**
     * A product of that category, by the same popularity: drawn until one fits, so that a category drawn by {@link #draw} and a
     * product drawn within it keep the shape of the whole. After 200 misses, which a category of rarities may cause, its best seller.
     */
    Product drawIn(String category, RandomGenerator random) {
        for (int i = 0; i < 200; i++) {
            Product product = draw(random);
            if (product.category().equals(category)) {
                return product;
            }
        }
        return byCategory.getOrDefault(category, byPopularity).get(0);
    }

    private static void addCategory(String[] words, List<Product> products, RandomGenerator random, int decimals) {
        String[] brands = words[1].split(",", -1);
        String[] lines = words[2].split(",", -1);
        String[] things = words[4].split(",", -1);
        Set<String> names = new HashSet<>();
        while (names.size() < PER_CATEGORY) {
            String brand = brands[random.nextInt(brands.length)];
            String thing = things[random.nextInt(things.length)];
            int range = thing.lastIndexOf(' ');
            String name = brand + " " + lines[random.nextInt(lines.length)] + " " + thing.substring(0, range);
            if (names.add(name)) {
                String id = "P-%04d".formatted(products.size() + 1);
                BigDecimal price = price(thing.substring(range + 1).split("-", -1), random, decimals);
                products.add(new Product(id, name, words[0], brand, List.of(words[3].split(",", -1)), price));
            }
        }
    }

    /** Spread evenly on a logarithmic scale; ends in 99, 95, 90 or 50 hundredths. */
    private static BigDecimal price(String[] range, RandomGenerator random, int decimals) {
        double low = Double.parseDouble(range[0]);
        double high = Double.parseDouble(range[1]);
        long whole = (long) (low * Math.pow(high / low, random.nextDouble()));
        int[] endings = {99, 99, 95, 90, 50};
        return BigDecimal.valueOf(whole * 100 + endings[random.nextInt(endings.length)], decimals);
    }
}
