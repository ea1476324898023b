package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
    private final EventTimes berlin = new EventTimes(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:30:15Z,                2026-03-01T12:30:15Z",
        "2026-03-01 12:30:15Z,                2026-03-01T12:30:15Z",
        "2026-03-01T12:30Z,                   2026-03-01T12:30:00Z",
        "2026-03-01T12:30+01,                 2026-03-01T11:30:00Z",
        "2026-03-01T12:30:15.5Z,              2026-03-01T12:30:15.500Z",
        "2026-03-01T12:30:15.123456Z,         2026-03-01T12:30:15.123456Z",
        "2026-03-01T12:30:15.123456789Z,      2026-03-01T12:30:15.123456Z",
        "2026-03-01T12:30:15.000000999Z,      2026-03-01T12:30:15Z",
        "2026-03-01T12:30:15+05:30,           2026-03-01T07:00:15Z",
        "2026-03-01T12:30:15+0530,            2026-03-01T07:00:15Z",
        "2026-03-01T12:30:15-08,              2026-03-01T20:30:15Z",
        "2026-03-01T12:30:15-00:00,           2026-03-01T12:30:15Z",
        "2026-03-01T12:30:15+18:00,           2026-02-28T18:30:15Z",
        "2026-03-01T12:30:15.123456789-18:00, 2026-03-02T06:30:15.123456Z",
        "2024-02-29T23:59:59.999999999Z,      2024-02-29T23:59:59.999999Z",
        "0000-01-01T00:00:00Z,                0000-01-01T00:00:00Z",
    })
    void anIsoTimeIsReadToTheMicrosecond(String text, Instant expected) {
        assertThat(berlin.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:30:15,     2026-03-01T11:30:15Z",
        "2026-07-01 12:30:15.250, 2026-07-01T10:30:15.250Z",
        "2026-07-01T12:30,        2026-07-01T10:30:00Z",
    })
    void aTimestampWithoutOffsetIsInTheShopsTimeZone(String text, Instant expected) {
        assertThat(berlin.parse(text)).isEqualTo(expected);
    }

    @Test
    void aTimeInTheGapOfSummerTimeMovesOnByTheGap() {
        assertThat(berlin.parse("2026-03-29T02:30:00")).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void ofAnHourThatComesTwiceTheEarlierIsMeant() {
        assertThat(berlin.parse("2026-10-25T02:30:00")).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void zonesOfHalfAnHourWorkToo() {
        assertThat(new EventTimes(ZoneId.of("Asia/Kolkata")).parse("2026-03-01T12:00"))
                .isEqualTo("2026-03-01T06:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01",
                "2026-03-01T12",
                "2026-03-01T12:3",
                "2026-03-01t12:30:15Z",
                "2026-03-01T12:30:15z",
                "2026-03-01T12:30:15 Z",
                "2026-03-01T12:30:15 +01:00",
                "2026-03-01T12:30:1",
                "2026-03-01T12:30:",
                "2026-03-01T12:30:15.",
                "2026-03-01T12:30:15.Z",
                "2026-03-01T12:30:15,5Z",
                "2026-03-01T12:30.5Z",
                "2026-03-01T12:30:15.1234567890Z",
                "2026-03-01T12:30:15+1",
                "2026-03-01T12:30:15+1:00",
                "2026-03-01T12:30:15+01:0",
                "2026-03-01T12:30:15+01:60",
                "2026-03-01T12:30:15+01-00",
                "2026-03-01T12:30:15+18:01",
                "2026-03-01T12:30:15+",
                "2026-03-01T12:30:15ZZ",
                "2026-03-01T12:30:15*01",
                "2026-03-01T12:60:15Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T23:59:60Z",
                "2026-13-01T12:30:15Z",
                "2026-00-01T12:30:15Z",
                "2026-04-31T12:30:15Z",
                "2026-02-29T12:30:15Z",
                "2026-03-00T12:30:15Z",
                "2026/03/01T12:30:15Z",
                "2026-03-01T12.30.15Z",
                "-026-03-01T12:30:15Z",
                "+2026-03-01T12:30:15Z",
                "2026-03-01T12:30:15.123456789+01:00:00"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(berlin.parse(text)).isNull();
    }

    @Test
    void itAgreesWithTheTimesOfTheJdk() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            OffsetDateTime time = LocalDateTime.ofEpochSecond(random.nextLong(4_102_444_800L), 0, ZoneOffset.UTC)
                    .plusNanos(random.nextInt(1_000_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 18 * 60 + 1) - 18 * 60)));
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            assertThat(berlin.parse(text)).as(text).isEqualTo(time.toInstant().truncatedTo(ChronoUnit.MICROS));
        }
    }
}
