package dev.caravan.simulator;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What led to a visit.
 *
 * @param referrer URL; null for a direct visit
 * @param source of the campaign; null without one, then {@code medium} and {@code name} are null too
 */
record Referral(
        @Nullable String referrer,
        @Nullable String source,
        @Nullable String medium,
        @Nullable String name) {

    /** The usual mix: a third comes by itself, a quarter from a search, the rest by campaigns. */
    static final class Mix {
        private final Odds<Referral> odds = new Odds<Referral>()
                .with(new Referral(null, null, null, null), 34)
                .with(new Referral("https://www.google.com/", null, null, null), 24)
                .with(new Referral("https://www.google.com/", "google", "cpc", "brand"), 8)
                .with(new Referral("https://www.google.com/", "google", "cpc", "shopping"), 9)
                .with(new Referral("https://www.instagram.com/", "instagram", "paid_social", "new-arrivals"), 8)
                .with(new Referral("https://www.facebook.com/", "facebook", "paid_social", "retargeting"), 4)
                .with(new Referral(null, "newsletter", "email", "weekly-picks"), 8)
                .with(new Referral("https://www.tiktok.com/", null, null, null), 3)
                .with(new Referral("https://coffee-nerds.example/", "coffee-nerds", "affiliate", "reviews"), 2);

        Referral draw(RandomGenerator random) {
            return odds.draw(random);
        }
    }
}
