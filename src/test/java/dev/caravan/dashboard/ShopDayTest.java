package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopDayTest {

    @ParameterizedTest
    @CsvSource({
        // an ordinary day
        "America/Los_Angeles, 2026-11-22T20:51:02Z, 2026-11-22, 2026-11-22T08:00:00Z, 2026-11-23T08:00:00Z",
        // in UTC it is tomorrow already
        "America/Los_Angeles, 2026-11-23T07:59:59.999Z, 2026-11-22, 2026-11-22T08:00:00Z, 2026-11-23T08:00:00Z",
        "America/Los_Angeles, 2026-11-23T08:00:00Z, 2026-11-23, 2026-11-23T08:00:00Z, 2026-11-24T08:00:00Z",
        // a half-hour zone
        "Asia/Kolkata, 2026-11-22T18:29:59.999Z, 2026-11-22, 2026-11-21T18:30:00Z, 2026-11-22T18:30:00Z",
        "Asia/Kolkata, 2026-11-22T18:30:00Z, 2026-11-23, 2026-11-22T18:30:00Z, 2026-11-23T18:30:00Z",
        // spring forward: 23 hours
        "America/Los_Angeles, 2026-03-08T20:00:00Z, 2026-03-08, 2026-03-08T08:00:00Z, 2026-03-09T07:00:00Z",
        "Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        // fall back: 25 hours
        "America/Los_Angeles, 2026-11-01T20:00:00Z, 2026-11-01, 2026-11-01T07:00:00Z, 2026-11-02T08:00:00Z",
        "Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        // half an hour forward
        "Australia/Lord_Howe, 2026-10-04T03:00:00Z, 2026-10-04, 2026-10-03T13:30:00Z, 2026-10-04T13:00:00Z",
        // a clock change that skips midnight: the day begins at 01:00
        "Africa/Cairo, 2026-04-24T12:00:00Z, 2026-04-24, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
    })
    void aDayReachesFromMidnightToMidnight(String zone, Instant now, LocalDate date, Instant from, Instant to) {
        assertThat(ShopDay.at(now, ZoneId.of(zone))).isEqualTo(new ShopDay(date, from, to));
    }

    @Test
    void daysHave23And25HoursWhenTheClockChanges() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(length(Instant.parse("2026-03-29T12:00:00Z"), berlin)).isEqualTo(Duration.ofHours(23));
        assertThat(length(Instant.parse("2026-10-25T12:00:00Z"), berlin)).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void daysFollowEachOtherWithoutGapAndOverlap() {
        ZoneId zone = ZoneId.of("America/Los_Angeles");
        ShopDay day = ShopDay.at(Instant.parse("2026-01-01T12:00:00Z"), zone);
        for (int i = 0; i < 365; i++) {
            ShopDay next = ShopDay.at(day.to(), zone);
            assertThat(next.from()).isEqualTo(day.to());
            assertThat(next.date()).isEqualTo(day.date().plusDays(1));
            day = next;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu, 2026-11-22T20:51:02Z, 1, 2026-11-22, 2026-11-21T18:15:00Z, 2026-11-21T20:51:02Z",
        "Asia/Kathmandu, 2026-11-22T20:51:02Z, 7, 2026-11-16, 2026-11-15T18:15:00Z, 2026-11-15T20:51:02Z",
        // noon after and noon before the clock was put forward: 23 hours apart
        "Europe/Berlin, 2026-03-29T10:00:00Z, 1, 2026-03-28, 2026-03-27T23:00:00Z, 2026-03-28T11:00:00Z",
        // 02:30 was skipped the day before
        "Europe/Berlin, 2026-03-30T00:30:00Z, 1, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        // 02:30 came twice the day before
        "Europe/Berlin, 2026-10-26T01:30:00Z, 1, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 2026-10-26T11:00:00Z, 7, 2026-10-19, 2026-10-18T22:00:00Z, 2026-10-19T10:00:00Z",
    })
    void anEarlierDayReachesToTheSameTimeOnTheShopsClock(
            String zone, Instant now, int daysBefore, LocalDate date, Instant from, Instant to) {
        assertThat(ShopDay.upToTheTimeOf(now, daysBefore, ZoneId.of(zone))).isEqualTo(new ShopDay(date, from, to));
    }

    private static Duration length(Instant now, ZoneId zone) {
        ShopDay day = ShopDay.at(now, zone);
        return Duration.between(day.from(), day.to());
    }
}
