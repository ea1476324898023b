package dev.caravan.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The named parameters of the statements in {@code sql/dashboard}: which days, which hour, which minutes. */
public final class FrameParameters {

    private static final Duration VISITOR_IS_HERE = Duration.ofMinutes(5);
    private static final Duration SESSION_IS_ACTIVE = Duration.ofMinutes(10);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final int MINUTES_SHOWN = 60;
    private static final int EVENTS_SHOWN = 20;
    private static final int ORDERS_SHOWN = 20;
    private static final int COUNTRIES_SHOWN = 12;
    private static final int PRODUCTS_SHOWN = 10;

    private final Shop shop;
    private final Clock clock;

    public FrameParameters(Shop shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
    }

    /** The parameters of a frame of now; instants as UTC {@link OffsetDateTime}, which JDBC takes. */
    public Map<String, Object> now() {
        return at(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    Map<String, Object> at(Instant now) {
        ShopDay day = ShopDay.at(now, shop.timeZone());
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("at", utc(now));
        parameters.put("day", day.date());
        parameters.put("dayFrom", utc(day.from()));
        parameters.put("dayTo", utc(day.to()));
        parameters.put("hourFrom", utc(minute.minus(MINUTES_SHOWN - 1, ChronoUnit.MINUTES)));
        parameters.put("hourTo", utc(minute));
        parameters.put("visitorsFrom", utc(now.minus(VISITOR_IS_HERE)));
        parameters.put("sessionsFrom", utc(now.minus(SESSION_IS_ACTIVE)));
        parameters.put("visitorsTo", utc(now.plus(CLOCKS_DIFFER)));
        ShopDay yesterday = ShopDay.upToTheTimeOf(now, 1, shop.timeZone());
        parameters.put("yesterdayFrom", utc(yesterday.from()));
        parameters.put("yesterdayTo", utc(yesterday.to()));
        ShopDay lastWeek = ShopDay.upToTheTimeOf(now, 7, shop.timeZone());
        parameters.put("lastWeekFrom", utc(lastWeek.from()));
        parameters.put("lastWeekTo", utc(lastWeek.to()));
        parameters.put("currency", shop.currency());
        parameters.put("newestOrders", ORDERS_SHOWN);
        parameters.put("newestEvents", EVENTS_SHOWN);
        parameters.put("mostCountries", COUNTRIES_SHOWN);
        parameters.put("bestSellers", PRODUCTS_SHOWN);
        return parameters;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
