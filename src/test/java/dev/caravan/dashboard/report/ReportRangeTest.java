package dev.caravan.dashboard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dashboard.BadParameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportRangeTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    @Test
    void theLastSevenDaysEndWithTheShopsTodayAndAreComparedWithTheSevenBefore() {
        // half past midnight in Kathmandu, still yesterday in UTC
        ReportRange week = ReportRange.of(Map.of("range", "7d"), KATHMANDU, Instant.parse("2026-11-23T18:45:00Z"));
        assertThat(week.to()).isEqualTo(LocalDate.parse("2026-11-24"));
        assertThat(week.from()).isEqualTo(LocalDate.parse("2026-11-18"));
        assertThat(week.previousFrom()).isEqualTo(LocalDate.parse("2026-11-11"));
        assertThat(week.previousTo()).isEqualTo(LocalDate.parse("2026-11-17"));
        assertThat(week.fromAt()).isEqualTo(Instant.parse("2026-11-17T18:15:00Z"));
    }

    @Test
    void todayIsComparedWithYesterdayUpToTheSameTimeOfTheDay() {
        // the day after the clocks went forward: yesterday was an hour shorter
        ReportRange today = ReportRange.of(Map.of("range", "today"), NEW_YORK, Instant.parse("2026-03-09T14:30:00Z"));
        assertThat(today.isToday()).isTrue();
        assertThat(today.previousFromAt()).isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
        assertThat(today.previousToAt()).as("10:30 of both days").isEqualTo(Instant.parse("2026-03-08T14:30:00Z"));
    }

    @Test
    void aDayHasAsManyHoursAsTheClocksLeaveIt() {
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(day("2026-03-08", NEW_YORK, now).hours()).isEqualTo(23);
        assertThat(day("2026-11-01", NEW_YORK, now).hours()).isEqualTo(25);
        assertThat(day("2026-11-02", KATHMANDU, now).hours()).isEqualTo(24);
        assertThat(day("2026-10-04", ZoneId.of("Australia/Lord_Howe"), now).hours())
                .as("23 and a half")
                .isEqualTo(24);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused(Map.of("range", "9d"), "range must be one of today, yesterday, 7d, 28d, 90d");
        assertRefused(Map.of("from", "2026-01-01"), "to is missing");
        assertRefused(Map.of("from", "2026-02-30", "to", "2026-03-01"), "from must be a day");
        assertRefused(Map.of("from", "2026-02-02", "to", "2026-02-01"), "to must not be before from");
        assertRefused(Map.of("from", "2020-01-01", "to", "2026-02-01"), "at most 400 days");
        assertRefused(Map.of("range", "7d", "from", "2026-02-01"), "range goes without from and to");
    }

    private static ReportRange day(String day, ZoneId zone, Instant now) {
        return ReportRange.of(Map.of("from", day, "to", day), zone, now);
    }

    private static void assertRefused(Map<String, String> given, String message) {
        assertThatThrownBy(() -> ReportRange.of(given, NEW_YORK, Instant.EPOCH.plusSeconds(1_800_000_000)))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining(message);
    }
}
