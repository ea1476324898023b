package dev.caravan.dashboard.report;

import dev.caravan.dashboard.BadParameter;
import dev.caravan.dashboard.QueryString;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days of the shop that a report is about, and as many before them to compare with. Today is compared with yesterday up to the same
 * time of the day.
 *
 * @param from the first day
 * @param to the last day, included
 * @param now when it is asked
 */
record ReportRange(LocalDate from, LocalDate to, ZoneId zone, Instant now) {
    private static final String WORDS = "today, yesterday, 7d, 28d, 90d";
    private static final long MOST_DAYS = 400;

    /**
     * From the parameters {@code range}, or {@code from} and {@code to}; without them, the last 28 days.
     *
     * @throws BadParameter names the parameter and what is allowed
     */
    static ReportRange of(Map<String, String> given, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        String word = given.get("range");
        if (word != null && (given.containsKey("from") || given.containsKey("to"))) {
            throw new BadParameter("range goes without from and to");
        }
        if (word != null || !(given.containsKey("from") || given.containsKey("to"))) {
            return named(word == null ? "28d" : word, today, zone, now);
        }
        LocalDate from = day("from", given.get("from"));
        LocalDate to = day("to", given.get("to"));
        if (to.isBefore(from)) {
            throw new BadParameter("to must not be before from, was " + to);
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw new BadParameter("from and to must span at most " + MOST_DAYS + " days");
        }
        return new ReportRange(from, to, zone, now);
    }

    private static ReportRange named(String word, LocalDate today, ZoneId zone, Instant now) {
        return switch (word) {
            case "today" -> new ReportRange(today, today, zone, now);
            case "yesterday" -> new ReportRange(today.minusDays(1), today.minusDays(1), zone, now);
            case "7d" -> new ReportRange(today.minusDays(6), today, zone, now);
            case "28d" -> new ReportRange(today.minusDays(27), today, zone, now);
            case "90d" -> new ReportRange(today.minusDays(89), today, zone, now);
            default ->
                throw new BadParameter("range must be one of " + WORDS + ", was " + QueryString.quoted(word)
                        + "; or give from and to");
        };
    }

    private static LocalDate day(String name, @Nullable String text) {
        if (text == null) {
            throw new BadParameter("from and to go together, " + name + " is missing");
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= 9998) {
                return day;
            }
        } catch (DateTimeException e) {
            // answered like a day out of range
        }
        throw new BadParameter(
                name + " must be a day from 2000 on such as 2026-11-22, was " + QueryString.quoted(text));
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    boolean isOneDay() {
        return days() == 1;
    }

    boolean isToday() {
        return isOneDay() && to.equals(today());
    }

    LocalDate previousFrom() {
        return from.minusDays(days());
    }

    LocalDate previousTo() {
        return from.minusDays(1);
    }

    Instant fromAt() {
        return start(from);
    }

    Instant toAt() {
        return start(to.plusDays(1));
    }

    Instant previousFromAt() {
        return start(previousFrom());
    }

    /** Of today: yesterday at this time of the day. */
    Instant previousToAt() {
        LocalDateTime sameTime = now.atZone(zone).toLocalDateTime().minusDays(1);
        return isToday() ? sameTime.atZone(zone).toInstant() : fromAt();
    }

    /** Hours from midnight to midnight, begun ones included: 23 to 25. */
    int hours() {
        return (int) ((ChronoUnit.MINUTES.between(fromAt(), toAt()) + 59) / 60);
    }

    private LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
