package dev.caravan.simulator;

import java.util.random.RandomGenerator;

/**
 * What a visitor uses.
 *
 * @param keenness how readily its users buy, as a multiple of the average
 * @param json its fields of an event
 */
@SuppressWarnings("ArrayRecordComponent") // written as it is, never compared
record Client(String device, boolean bot, double keenness, byte[] json) {

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
    private static final String CRAWLER = "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://crawler.example/bot.html)";

    /** A crawler. */
    static Client crawler() {
        return of("desktop", true, 0, CRAWLER);
    }

    private static Client of(String device, boolean bot, double keenness, String userAgent) {
        String json = ",\"user_agent\":\"" + userAgent + "\",\"device_type\":\"" + device + '"';
        return new Client(device, bot, keenness, JsonBytes.utf8(json));
    }

    boolean mobile() {
        return "mobile".equals(device);
    }

    /** What people use. */
    static final class Mix {
        private final Odds<Client> odds = new Odds<Client>()
                .with(of("mobile", false, 0.85, IPHONE), 27)
                .with(of("mobile", false, 0.75, ANDROID), 31)
                .with(of("desktop", false, 1.3, CHROME), 23)
                .with(of("desktop", false, 1.4, SAFARI), 9)
                .with(of("desktop", false, 1.1, FIREFOX), 4)
                .with(of("tablet", false, 1.1, TABLET), 6);

        Client draw(RandomGenerator random) {
            return odds.draw(random);
        }
    }
}
