package dev.caravan.simulator;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws who comes next: of a hundred people, 35 are customers who come again and again, the others are new and stay anonymous. Crawlers are
 * new each time.
 */
final class Visitors {

    private static final double CUSTOMER_SHARE = 0.35;
    private static final double CUSTOMER_WITHOUT_ANONYMOUS_ID_SHARE = 0.3;
    private static final int MOST_SKEW_MS = 75 * 60_000;
    private static final HexFormat HEX = HexFormat.of();

    private final Client.Mix clients = new Client.Mix();
    private final Client bot = Client.crawler();
    private final Odds<String> countries = new Odds<String>()
            .with("DE", 34)
            .with("AT", 9)
            .with("CH", 7)
            .with("FR", 12)
            .with("NL", 9)
            .with("GB", 8)
            .with("IT", 6)
            .with("ES", 5)
            .with("PL", 4)
            .with("US", 4)
            .with("SE", 2);
    private final Odds<String> networks =
            new Odds<String>().with("192.0.2.", 1).with("198.51.100.", 1).with("203.0.113.", 1);
    private final long seed;
    private final int customers;
    private final double skewShare;
    private final Ids ids;

    /**
     * @param customers how many there are, positive
     * @param skewShare share of visitors whose clock is wrong
     */
    Visitors(long seed, int customers, double skewShare, Ids ids) {
        this.seed = seed;
        this.customers = customers;
        this.skewShare = skewShare;
        this.ids = ids;
    }

    Visitor person(RandomGenerator random) {
        return random.nextDouble() < CUSTOMER_SHARE
                ? customer(random.nextInt(customers))
                : visitor(null, ids.visitor(), clients.draw(random), random);
    }

    Visitor bot(RandomGenerator random) {
        return visitor(null, ids.visitor(), bot, random);
    }

    /** The same number is the same person with the same device, in this run and in the next. */
    private Visitor customer(int number) {
        RandomGenerator random = new SplittableRandom(seed * 31 + number);
        String device = "a-" + HEX.toHexDigits(random.nextLong());
        boolean noCookie = random.nextDouble() < CUSTOMER_WITHOUT_ANONYMOUS_ID_SHARE;
        String digits = Integer.toString(number + 1);
        String userId = "u-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
        return visitor(userId, noCookie ? null : device, clients.draw(random), random);
    }

    private Visitor visitor(
            @Nullable String userId, @Nullable String anonymousId, Client client, RandomGenerator random) {
        String address = networks.draw(random) + (1 + random.nextInt(254));
        String country = countries.draw(random);
        boolean skewed = random.nextDouble() < skewShare;
        int skewMs = skewed ? random.nextInt(-MOST_SKEW_MS, MOST_SKEW_MS) : 0;
        return new Visitor(userId, anonymousId, client, country, address, skewMs);
    }
}
