package dev.caravan.simulator;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws who comes next: of a hundred, 35 are customers who come again and again, the others are seen once and stay anonymous. */
final class Visitors {

    private static final double CUSTOMER_SHARE = 0.35;
    private static final double CUSTOMER_WITHOUT_ANONYMOUS_ID_SHARE = 0.3;

    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static final String SAFARI =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";
    private static final String TABLET =
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    private final Odds<Client> clients = new Odds<Client>()
            .with(new Client("mobile", IPHONE), 27)
            .with(new Client("mobile", ANDROID), 31)
            .with(new Client("desktop", CHROME), 23)
            .with(new Client("desktop", SAFARI), 9)
            .with(new Client("desktop", FIREFOX), 4)
            .with(new Client("tablet", TABLET), 6);
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
    private final Ids ids;

    /** @param customers how many there are, positive */
    Visitors(long seed, int customers, Ids ids) {
        this.seed = seed;
        this.customers = customers;
        this.ids = ids;
    }

    Visitor draw(RandomGenerator random) {
        return random.nextDouble() < CUSTOMER_SHARE
                ? customer(random.nextInt(customers))
                : visitor(null, ids.visitor(), random);
    }

    /** The same number is the same person with the same device, in this run and in the next. */
    private Visitor customer(int number) {
        RandomGenerator random = new SplittableRandom(seed * 31 + number);
        String device = "a-%016x".formatted(random.nextLong());
        boolean noCookie = random.nextDouble() < CUSTOMER_WITHOUT_ANONYMOUS_ID_SHARE;
        return visitor("u-%06d".formatted(number + 1), noCookie ? null : device, random);
    }

    private Visitor visitor(@Nullable String userId, @Nullable String anonymousId, RandomGenerator random) {
        Client client = clients.draw(random);
        String address = networks.draw(random) + (1 + random.nextInt(254));
        return new Visitor(userId, anonymousId, client.device(), client.userAgent(), countries.draw(random), address);
    }

    private record Client(String device, String userAgent) {}
}
