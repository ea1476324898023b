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
import java.util.stream.Collectors;

/** The 300 products of the shop, in a tree of 10 departments with 5 categories each. Cheap ones tend to be popular. */
final class Catalogue {

    private static final int PER_DEPARTMENT = 30;

    /** A department: its lines, variants, and its categories, each with a thing and its price range in whole units of currency. */
    private static final String DEPARTMENTS = """
            Coffee & Tea|Classic,Studio,Barista,Travel,Mini|Black,Steel,Cream|Grinders:Hand Grinder 29-89,Brewers:Pour-Over Set 24-59,Machines:Espresso Machine 149-499,Kettles:Gooseneck Kettle 39-119,Beans:House Blend 1 kg 14-29
            Kitchen|Everyday,Chef's,Heritage,Compact,Signature|Oak,Slate,White|Knives:Carving Knife 35-140,Pans:Cast Iron Pan 39-129,Bowls:Mixing Bowl Set 18-49,Boards:Cutting Board 19-69,Machines:Stand Mixer 119-349
            Outdoor|Ridge,Summit,Drift,Basecamp,Ultralight|Green,Sand,Orange|Jackets:Rain Jacket 79-229,Packs:Daypack 25 L 49-119,Tents:Two-Person Tent 119-389,Sleeping:Sleeping Bag 69-219,Bottles:Water Bottle 12-35
            Running|Pace,Tempo,Aero,Endure,Flow|S,M,L,XL|Shoes:Running Shoes 69-179,Shorts:Running Shorts 19-49,Shirts:Race Shirt 22-55,Accessories:Running Belt 15-35,Safety:Reflective Vest 18-45
            Home|Calm,Linea,Aurora,Loft,Rustic|Grey,Terracotta,Linen|Lamps:Table Lamp 29-119,Textiles:Throw Blanket 25-79,Candles:Scented Candle 12-32,Shelves:Wall Shelf 29-89,Cushions:Cushion Cover 9-29
            Audio|One,Air,Studio,Go,Max|Black,White,Blue|Earbuds:Wireless Earbuds 39-179,Headphones:Over-Ear Headphones 59-299,Speakers:Bluetooth Speaker 29-199,Hi-Fi:Belt Turntable 129-399,Television:Sound Bar 99-349
            Phone & Desk|Slim,Dual,Core,Fold,Magnetic|Black,Silver,Navy|Chargers:USB-C Charger 15-49,Power:Power Bank 19-69,Stands:Laptop Stand 25-79,Mats:Desk Mat 15-45,Cases:Phone Case 9-35
            Beauty|Daily,Hydra,Gentle,Night,Glow|50 ml,100 ml,200 ml|Face:Face Cream 14-59,Hair:Shampoo Bar 7-16,Hands:Hand Balm 6-19,Serums:Vitamin C Serum 18-65,Sun:Sun Lotion SPF 50 11-29
            Kids|Happy,Discovery,First,Magic,Rainbow|Small,Medium,Large|Puzzles:Wooden Puzzle 9-35,Building:Building Blocks 19-79,Riding:Balance Bike 59-149,Plush:Plush Bear 12-39,Craft:Craft Box 14-42
            Books & Paper|Pocket,Weekly,Dotted,Linen,Traveller's|Red,Blue,Black|Notebooks:Lined Notebook 7-24,Pens:Fountain Pen 18-95,Planners:Year Planner 14-38,Cooking:Seasonal Cookbook 19-45,Posters:Art Poster 12-49
            """;

    private static final int BRANDS_A_DEPARTMENT = 3;

    private final List<Product> byNumber = new ArrayList<>();
    private final Shelf all;
    private final Map<String, Shelf> byCategory = new HashMap<>();

    /** @param decimals of the currency; a price of 49.99 with two is 4999 with none */
    Catalogue(RandomGenerator random, int decimals, Names names) {
        List<String> departments = DEPARTMENTS.lines().toList();
        List<String> brands = names.brands(departments.size() * BRANDS_A_DEPARTMENT);
        for (int i = 0; i < departments.size(); i++) {
            String[] words = departments.get(i).split("\\|", -1);
            List<String> own = brands.subList(i * BRANDS_A_DEPARTMENT, (i + 1) * BRANDS_A_DEPARTMENT);
            addDepartment(words, own, random, decimals);
        }
        double[] rank = byNumber.stream()
                .mapToDouble(product -> random.nextDouble()
                        * StrictMath.cbrt(product.listPrice().amount().doubleValue()))
                .toArray();
        List<Product> ranked = new ArrayList<>(byNumber);
        ranked.sort(Comparator.comparingDouble(product -> rank[product.number()]));
        all = new Shelf(ranked, ranked);
        ranked.stream()
                .collect(Collectors.groupingBy(Product::category))
                .forEach((category, products) -> byCategory.put(category, new Shelf(products, ranked)));
    }

    /** The most popular first. */
    List<Product> products() {
        return all.products();
    }

    /** By their numbers. */
    List<Product> byNumber() {
        return List.copyOf(byNumber);
    }

    /** Any product, by popularity. */
    Product draw(RandomGenerator random) {
        return all.draw(random);
    }

    /** A product of that category, by the same popularity: the shape of the whole is kept. */
    Product drawIn(String category, RandomGenerator random) {
        return byCategory.getOrDefault(category, all).draw(random);
    }

    private void addDepartment(String[] words, List<String> brands, RandomGenerator random, int decimals) {
        String[] lines = words[1].split(",", -1);
        List<String> variants = List.of(words[2].split(",", -1));
        String[] things = words[3].split(",", -1);
        Set<String> names = new HashSet<>();
        while (names.size() < PER_DEPARTMENT) {
            String brand = brands.get(random.nextInt(brands.size()));
            String thing = things[random.nextInt(things.length)];
            int colon = thing.indexOf(':');
            int range = thing.lastIndexOf(' ');
            String name = brand + " " + lines[random.nextInt(lines.length)] + " " + thing.substring(colon + 1, range);
            if (names.add(name)) {
                Price price = price(thing.substring(range + 1).split("-", -1), random, decimals);
                String category = words[0] + "/" + thing.substring(0, colon);
                byNumber.add(Product.of(byNumber.size(), name, category, brand, variants, price));
            }
        }
    }

    /** Spread evenly on a logarithmic scale; ends in 99, 95, 90 or 50 hundredths. */
    private static Price price(String[] range, RandomGenerator random, int decimals) {
        double low = Double.parseDouble(range[0]);
        double high = Double.parseDouble(range[1]);
        long whole = (long) (low * StrictMath.pow(high / low, random.nextDouble()));
        int[] endings = {99, 99, 95, 90, 50};
        return Price.of(BigDecimal.valueOf(whole * 100 + endings[random.nextInt(endings.length)], decimals));
    }

    /** Some of the products, each with the popularity that it has among all. */
    private record Shelf(List<Product> products, Zipf zipf) {
        Shelf(List<Product> products, List<Product> ranked) {
            this(
                    List.copyOf(products),
                    new Zipf(products.stream().mapToInt(ranked::indexOf).toArray()));
        }

        Product draw(RandomGenerator random) {
            return products.get(zipf.draw(random));
        }
    }
}
