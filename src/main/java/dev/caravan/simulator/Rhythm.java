package dev.caravan.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * How busy the shop is at a moment, as a multiple of its average: quiet at four in the morning, busiest at nine in the evening, and most of
 * all on Sundays. In the shop's time zone.
 */
final class Rhythm {

    /** At the full hours from midnight, in per cent; between them it changes evenly. Their mean is 100. */
    private static final int[] HOUR_PERCENT = {
        60, 34, 20, 13, 11, 15, 32, 60, 85, 103, 115, 122, 124, 121, 120, 122, 128, 138, 150, 168, 185, 192, 158, 124
    };

    /** From Monday. Their mean is 100. */
    private static final int[] DAY_PERCENT = {104, 98, 96, 94, 88, 98, 122};

    private static final int SECONDS_AN_HOUR = 3600;

    private final ZoneId timeZone;

    Rhythm(ZoneId timeZone) {
        this.timeZone = timeZone;
    }

    /** The multiple at that moment; its mean over a week without a change of the clocks is 1. */
    double at(long epochMicros) {
        Instant instant = Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(epochMicros));
        LocalDateTime local = LocalDateTime.ofInstant(instant, timeZone);
        int hour = local.getHour();
        double ofHour = (local.getMinute() * 60 + local.getSecond()) / (double) SECONDS_AN_HOUR;
        double percent = HOUR_PERCENT[hour] * (1 - ofHour) + HOUR_PERCENT[(hour + 1) % 24] * ofHour;
        return percent / 100 * DAY_PERCENT[local.getDayOfWeek().getValue() - 1] / 100;
    }
}
