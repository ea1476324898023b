package dev.caravan.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that is looked at now and then is there, and when it is to be looked at again: every second while somebody watches,
 * else every ten. A look that gets no answer for three seconds means that it is away, though the look may hang on. Thread-safe.
 */
final class Presence {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration OFTEN = Duration.ofMillis(900);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final Duration WATCHED = Duration.ofSeconds(15);

    /** @param state up, away or unknown */
    record Now(
            String state, @Nullable Instant since, @Nullable String message) {}

    private final Clock clock;
    private Instant watchedAt = Instant.EPOCH;
    private Instant lookedAt = Instant.EPOCH;
    private @Nullable Instant lookingSince;
    private Now known = new Now("unknown", null, null);

    Presence(Clock clock) {
        this.clock = clock;
    }

    /** Somebody watches. */
    synchronized void watch() {
        watchedAt = clock.instant();
    }

    /** Whether to look now; if so, a look has begun. */
    synchronized boolean begin() {
        Instant now = clock.instant();
        Duration pause = now.isBefore(watchedAt.plus(WATCHED)) ? OFTEN : SELDOM;
        if (now.isBefore(lookedAt.plus(pause))) {
            return false;
        }
        lookedAt = now;
        lookingSince = now;
        return true;
    }

    synchronized void found() {
        become("up", null, clock.instant());
    }

    synchronized void missed(String why) {
        become("away", why, lookingSince == null ? clock.instant() : lookingSince);
    }

    synchronized Now now() {
        Instant looking = lookingSince;
        if (looking != null
                && !clock.instant().isBefore(looking.plus(PATIENCE))
                && !known.state().equals("away")) {
            return new Now("away", looking, "no answer for " + PATIENCE.toSeconds() + " s");
        }
        return known;
    }

    private void become(String state, @Nullable String message, Instant at) {
        lookingSince = null;
        known = new Now(state, state.equals(known.state()) ? known.since() : at, message);
    }
}
