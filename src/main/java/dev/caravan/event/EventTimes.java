package dev.caravan.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ISO-8601 times of events: {@code 2026-03-01T12:30:00.250Z}, a space in place of the {@code T}, seconds and fraction (1 to 9
 * digits) optional, offset {@code Z}, {@code +hh:mm}, {@code +hhmm}, {@code +hh} up to 18 hours, or none. Written by hand since it
 * runs for every event: about 50 ns, a tenth of a {@code DateTimeFormatter}.
 *
 * <p>A time without an offset is in the shop's time zone, resolved as by {@link ZonedDateTime#of(LocalDateTime, ZoneId)}: what falls into
 * the gap of a change to summer time is moved on by the gap's length, and of an hour that comes twice the earlier one is meant.
 *
 * <p>Leap seconds ({@code :60}) and {@code 24:00} aren't times here, as in java.time.
 *
 * @param shopTimeZone of the times without an offset
 */
public record EventTimes(ZoneId shopTimeZone) {
    private static final int SHORTEST = "2026-03-01T12:30".length();
    private static final int LONGEST = "2026-03-01T12:30:00.123456789+00:00".length();
    private static final int MAX_OFFSET_S = 18 * 3600;
    private static final int BAD = -1;

    /** The instant, truncated to the microsecond; null if the text isn't such a time. */
    public @Nullable Instant parse(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST) {
            return null;
        }
        LocalDate date = date(text);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        char between = text.charAt(10);
        if (date == null || (between != 'T' && between != ' ') || text.charAt(13) != ':') {
            return null;
        }
        int second = 0;
        int micro = 0;
        int at = SHORTEST;
        if (at < length && text.charAt(at) == ':') {
            second = digits(text, at + 1, 2);
            at += 3;
            if (at < length && text.charAt(at) == '.') {
                int end = endOfDigits(text, at + 1);
                micro = micros(text, at + 1, end);
                at = end;
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micro < 0) {
            return null;
        }
        return at == length
                ? inShopTimeZone(date, LocalTime.of(hour, minute, second, micro * 1000))
                : withOffset(text, at, date.toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second, micro);
    }

    private Instant inShopTimeZone(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(LocalDateTime.of(date, time), shopTimeZone).toInstant();
    }

    private static @Nullable Instant withOffset(String text, int at, long localEpochSecond, int micro) {
        int offset = 0;
        if (text.charAt(at) != 'Z' || at + 1 != text.length()) {
            offset = offsetSeconds(text, at);
            if (offset < 0 || offset > MAX_OFFSET_S) {
                return null;
            }
        }
        long epochSecond = localEpochSecond - (text.charAt(at) == '-' ? -offset : offset);
        return Instant.ofEpochSecond(epochSecond, micro * 1000L);
    }

    /** Seconds of the offset without its sign; -1 if it is none. */
    private static int offsetSeconds(String text, int at) {
        char sign = text.charAt(at);
        int rest = text.length() - at - 1;
        if (sign != '+' && sign != '-') {
            return BAD;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = switch (rest) {
            case 2 -> 0;
            case 4 -> digits(text, at + 3, 2);
            case 5 -> text.charAt(at + 3) == ':' ? digits(text, at + 4, 2) : BAD;
            default -> BAD;
        };
        return hours < 0 || minutes < 0 || minutes > 59 ? BAD : hours * 3600 + minutes * 60;
    }

    private static @Nullable LocalDate date(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        if (year < 0 || text.charAt(4) != '-' || text.charAt(7) != '-' || month < 1 || month > 12 || day < 1) {
            return null;
        }
        LocalDate first = LocalDate.of(year, month, 1);
        return day > first.lengthOfMonth() ? null : first.withDayOfMonth(day);
    }

    /** The number of exactly {@code count} ASCII digits; -1 if they aren't there. */
    private static int digits(String text, int start, int count) {
        if (start + count > text.length()) {
            return BAD;
        }
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int endOfDigits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Microseconds of 1 to 9 fraction digits, truncated; -1 for another count. */
    private static int micros(String text, int start, int end) {
        if (end == start || end - start > 9) {
            return BAD;
        }
        int value = 0;
        for (int i = start; i < start + 6; i++) {
            value = value * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return value;
    }
}
