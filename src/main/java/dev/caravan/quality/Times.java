package dev.caravan.quality;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Times and dates as suites write them, in ISO form; a space may stand for the T. */
public final class Times {
    private Times() {}

    /**
     * The instant of it.
     *
     * @param shopTimeZone of what has no offset; a date is its midnight there
     * @throws DateTimeException if it is no time
     */
    public static Instant instant(String text, ZoneId shopTimeZone) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(shopTimeZone).toInstant();
        }
        String iso = text.replaceFirst("(?<=^.{10}) ", "T");
        return iso.matches(".{11}.*(Z|[-+][0-9:]+)")
                ? OffsetDateTime.parse(iso.replaceFirst("([-+][0-9]{2})$", "$1:00"))
                        .toInstant()
                : LocalDateTime.parse(iso).atZone(shopTimeZone).toInstant();
    }

    public static boolean isTime(String text) {
        try {
            instant(text, ZoneOffset.UTC);
            return true;
        } catch (DateTimeException noTime) {
            return false;
        }
    }
}
