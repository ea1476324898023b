package dev.caravan.quality;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forms of dates and times as regular expressions that mean the same in Java and in PostgreSQL, and that only real dates match: each is
 * written four times, for the days that all months have, for the 29th and 30th, for the 31st, and for 29 February of a leap year. In
 * Java they are for {@code matches}.
 */
public final class DateForms {
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] WEEKDAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };
    private static final String LEAP_TWO_DIGITS = "(?:[02468][048]|[13579][26])";
    private static final String LEAP_YEAR =
            "(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    private static final String TIME_OF_DAY = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String OFFSET = "(?:Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)";
    private static final String OPTIONAL_TIME =
            "(?:[T ]" + TIME_OF_DAY + "(?::[0-5][0-9](?:[.,][0-9]{1,9})?)?" + OFFSET + "?)?";

    private static final String PARSEABLE = whole(Stream.of(
                    days("%Y-%m-%d", true).stream().map(date -> date + OPTIONAL_TIME),
                    days("%Y%m%d", true).stream(),
                    days("%m/%d/%Y", false).stream(),
                    days("%d %b %Y", false).stream(),
                    days("%b %d, %Y", false).stream(),
                    days("%a, %d %b %Y %H:%M:%S ", true).stream().map(date -> date + "(?:GMT|UTC|[+-][0-9]{4})"))
            .flatMap(forms -> forms)
            .collect(Collectors.toCollection(LinkedHashSet::new)));

    private DateForms() {}

    /**
     * What counts as a date or time: ISO 8601 ({@code 2026-03-01}, then {@code T} or a space, {@code 12:30}, seconds, up to nine digits of a
     * fraction, {@code Z} or an offset, each of which may be missing), {@code 20260301}, {@code 03/01/2026} (the month first),
     * {@code 1 Mar 2026}, {@code Mar 1, 2026}, and RFC 1123.
     */
    public static String parseable() {
        return PARSEABLE;
    }

    /**
     * The whole value in a {@code strftime} format. As Python's {@code strptime} has it, a number may lack its leading zeros, names may be in
     * any case, and without a year there is no 29 February.
     *
     * @throws IllegalArgumentException if it holds a directive that isn't known
     */
    public static String strftime(String format) {
        return whole(days(format, false));
    }

    private static String whole(Set<String> forms) {
        return "^(?:" + String.join("|", forms) + ")$";
    }

    /** The days that a form is written for. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists of months are unmodifiable
    private enum Days {
        OF_ALL_MONTHS(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), "(?:0[1-9]|1[0-9]|2[0-8])", "[1-9]", false),
        UP_TO_30(List.of(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), "(?:29|30)", "", false),
        THE_31ST(List.of(1, 3, 5, 7, 8, 10, 12), "31", "", false),
        LEAP_DAY(List.of(2), "29", "", true);

        private final List<Integer> months;
        private final String twoDigits;
        private final String oneDigit;
        private final boolean leap;

        Days(List<Integer> months, String twoDigits, String oneDigit, boolean leap) {
            this.months = months;
            this.twoDigits = twoDigits;
            this.oneDigit = oneDigit;
            this.leap = leap;
        }
    }

    private static Set<String> days(String format, boolean leadingZeros) {
        boolean ofMonth = format.contains("%m") || format.contains("%b") || format.contains("%B");
        boolean year = format.contains("%Y") || format.contains("%y");
        Set<String> forms = new LinkedHashSet<>();
        for (Days days : Days.values()) {
            boolean dayOfYear = format.contains("%j");
            if ((days.leap && !year) || (!ofMonth && !dayOfYear && days != Days.OF_ALL_MONTHS)) {
                continue;
            }
            forms.add(regex(format, days, ofMonth, leadingZeros));
        }
        return forms;
    }

    private static String regex(String format, Days days, boolean ofMonth, boolean leadingZeros) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%') {
                i++;
                if (i == format.length()) {
                    throw new IllegalArgumentException("a format must not end with a single %: " + format);
                }
                regex.append(directive(format.charAt(i), days, ofMonth, leadingZeros));
            } else if (c == ' ') {
                regex.append("[ ]");
            } else {
                regex.append("\\.[]{}()*+?^$|".indexOf(c) < 0 ? "" : "\\").append(c);
            }
        }
        return regex.toString();
    }

    private static String directive(char directive, Days days, boolean ofMonth, boolean zeros) {
        return switch (directive) {
            case 'Y' -> days.leap ? LEAP_YEAR : "[0-9]{4}";
            case 'y' -> days.leap ? LEAP_TWO_DIGITS : "[0-9]{2}";
            case 'm' ->
                days.months.stream()
                        .map(month -> month > 9 ? "" + month : zeros ? "0" + month : "0?" + month)
                        .collect(Collectors.joining("|", "(?:", ")"));
            case 'b' -> names(days.months.stream().map(month -> MONTHS[month - 1].substring(0, 3)));
            case 'B' -> names(days.months.stream().map(month -> MONTHS[month - 1]));
            case 'd' -> ofMonth ? day(days, zeros) : either("0[1-9]|[12][0-9]|3[01]", "[1-9]", zeros);
            case 'j' -> dayOfYear(days, zeros);
            case 'a' -> names(Stream.of(WEEKDAYS).map(name -> name.substring(0, 3)));
            case 'A' -> names(Stream.of(WEEKDAYS));
            case 'H' -> either("[01][0-9]|2[0-3]", "[0-9]", zeros);
            case 'I' -> either("0[1-9]|1[0-2]", "[1-9]", zeros);
            case 'M', 'S' -> either("[0-5][0-9]", "[0-9]", zeros);
            case 'f' -> "[0-9]{1,6}";
            case 'p' -> names(Stream.of("AM", "PM"));
            case 'z' -> "(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9](?::?[0-5][0-9](?:\\.[0-9]{1,6})?)?)";
            case 'Z' -> names(Stream.of("UTC", "GMT"));
            case '%' -> "%";
            default -> throw new IllegalArgumentException("a format knows no %" + directive);
        };
    }

    private static String day(Days days, boolean zeros) {
        return zeros || days.oneDigit.isEmpty() ? days.twoDigits : either(days.twoDigits, days.oneDigit, false);
    }

    private static String dayOfYear(Days days, boolean zeros) {
        if (days.leap) {
            return "366";
        }
        return zeros
                ? "(?:00[1-9]|0[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-5])"
                : "(?:0{0,2}[1-9]|0?[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-5])";
    }

    private static String either(String twoDigits, String oneDigit, boolean zeros) {
        return zeros ? "(?:" + twoDigits + ")" : "(?:" + twoDigits + "|" + oneDigit + ")";
    }

    /** In any case, letter by letter, since the two languages turn case off in different ways. */
    private static String names(Stream<String> names) {
        return names.map(name -> name.chars()
                        .mapToObj(c -> "[" + (char) Character.toUpperCase(c) + (char) Character.toLowerCase(c) + "]")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
