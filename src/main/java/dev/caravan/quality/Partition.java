package dev.caravan.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a span of time, which moves on.
 *
 * @param column of type timestamptz, or date
 */
public record Partition(String column, Span span) {

    /** From and to: the first instant belongs to it, the last does not. */
    public record Range(Instant from, Instant to) {}

    /**
     * A span as suites name it: {@code today}, {@code yesterday}, or {@code last_N_minutes}, {@code last_N_hours}, {@code last_N_days}.
     *
     * @param amount of the unit; 0 with days is today
     */
    public record Span(String code, int amount, ChronoUnit unit) {
        private static final Pattern LAST = Pattern.compile("last_([1-9][0-9]{0,4})_(minutes|hours|days)");

        /** Empty where there is no such span. */
        public static Optional<Span> of(String code) {
            if (code.equals("today")) {
                return Optional.of(new Span(code, 0, ChronoUnit.DAYS));
            }
            if (code.equals("yesterday")) {
                return Optional.of(new Span(code, 1, ChronoUnit.DAYS));
            }
            Matcher last = LAST.matcher(code);
            return last.matches()
                    ? Optional.of(new Span(
                            code,
                            Integer.parseInt(last.group(1)),
                            ChronoUnit.valueOf(last.group(2).toUpperCase(Locale.ROOT))))
                    : Optional.empty();
        }

        /** Days are those of {@code shopTimeZone}, and end with the last midnight; hours and minutes end now. */
        public Range at(Instant now, ZoneId shopTimeZone) {
            if (unit == ChronoUnit.DAYS) {
                LocalDate today = LocalDate.ofInstant(now, shopTimeZone);
                LocalDate first = today.minusDays(amount);
                LocalDate end = amount == 0 ? today.plusDays(1) : today;
                return new Range(
                        first.atStartOfDay(shopTimeZone).toInstant(),
                        end.atStartOfDay(shopTimeZone).toInstant());
            }
            return new Range(now.minus(Duration.of(amount, unit)), now);
        }
    }
}
