package dev.caravan.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The shop's day of a moment. Quick while moments of one day follow each other. Not thread-safe. */
final class ShopCalendar {

    private final ZoneId timeZone;
    private LocalDate day = LocalDate.EPOCH;
    private long fromMs;
    private long toMs;

    ShopCalendar(ZoneId timeZone) {
        this.timeZone = timeZone;
    }

    LocalDate dayOf(long epochMs) {
        if (epochMs < fromMs || epochMs >= toMs) {
            day = Instant.ofEpochMilli(epochMs).atZone(timeZone).toLocalDate();
            fromMs = day.atStartOfDay(timeZone).toInstant().toEpochMilli();
            toMs = day.plusDays(1).atStartOfDay(timeZone).toInstant().toEpochMilli();
        }
        return day;
    }
}
