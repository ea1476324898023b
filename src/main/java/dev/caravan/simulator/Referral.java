package dev.caravan.simulator;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What led to a visit.
 *
 * @param keenness how readily those who come this way buy, as a multiple of the average
 * @param referrer its field of an event; empty for a direct visit
 * @param campaign its field of an event; empty without one
 */
@SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
record Referral(double keenness, byte[] referrer, byte[] campaign) {

    private static Referral direct(double keenness) {
        return new Referral(keenness, new byte[0], new byte[0]);
    }

    private static Referral from(String referrer, double keenness) {
        return new Referral(keenness, JsonBytes.field("referrer", referrer), new byte[0]);
    }

    private static Referral campaign(
            @Nullable String referrer, String source, String medium, String name, double keenness) {
        String campaign =
                ",\"campaign\":{\"source\":\"%s\",\"medium\":\"%s\",\"name\":\"%s\"}".formatted(source, medium, name);
        return new Referral(
                keenness,
                referrer == null ? new byte[0] : JsonBytes.field("referrer", referrer),
                JsonBytes.utf8(campaign));
    }

    /** The usual mix: a third comes by itself, a quarter from a search, the rest by campaigns, of which some sell and some don't. */
    static final class Mix {
        private static final String GOOGLE = "https://www.google.com/";

        private final Odds<Referral> odds = new Odds<Referral>()
                .with(direct(1.1), 34)
                .with(from(GOOGLE, 1), 24)
                .with(campaign(GOOGLE, "google", "cpc", "brand", 1.7), 8)
                .with(campaign(GOOGLE, "google", "cpc", "shopping", 1.1), 9)
                .with(campaign("https://www.instagram.com/", "instagram", "paid_social", "new-arrivals", 0.4), 8)
                .with(campaign("https://www.facebook.com/", "facebook", "paid_social", "retargeting", 0.8), 4)
                .with(campaign(null, "newsletter", "email", "weekly-picks", 1.6), 8)
                .with(from("https://www.tiktok.com/", 0.2), 3)
                .with(campaign("https://coffee-nerds.example/", "coffee-nerds", "affiliate", "reviews", 1.3), 2);

        Referral draw(RandomGenerator random) {
            return odds.draw(random);
        }
    }
}
