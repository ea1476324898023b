package dev.caravan.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * One calendar day of the shop as the instants between its midnights: 23, 24 or 25 hours. Where a clock change skips midnight, the day
 * begins at the first instant that exists.
 *
 * @param date the day
 * @param from its first instant
 * @param to the first instant of the next day; of a part of a day, the instant at which it ends
 */
public record ShopDay(LocalDate date, Instant from, Instant to) {

    /** The day in {@code zone} that holds {@code now}. */
    public static ShopDay at(Instant now, ZoneId zone) {
        LocalDate date = now.atZone(zone).toLocalDate();
        return new ShopDay(
                date,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * The day that many days before {@code now}, up to the same time on the shop's clock. A time that the clock skipped that day is as much
     * later as it was put forward; of a time that came twice it is the first.
     */
    static ShopDay upToTheTimeOf(Instant now, int daysBefore, ZoneId zone) {
        LocalDateTime then = now.atZone(zone).toLocalDateTime().minusDays(daysBefore);
        LocalDate date = then.toLocalDate();
        return new ShopDay(
                date, date.atStartOfDay(zone).toInstant(), then.atZone(zone).toInstant());
    }
}
