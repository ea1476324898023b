package dev.caravan.quality.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names and values as SQL writes them, so that a statement can be run as it stands. */
final class Literal {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Literal() {}

    /** Always in quotes. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A NUL, which PostgreSQL has not, is written so that it equals nothing. */
    static String text(String text) {
        return "'" + text.replace("'", "''").replace("\u0000", "\ufffd") + "'";
    }

    static String number(BigDecimal number) {
        return number.signum() < 0 ? "(" + number.toPlainString() + ")" : number.toPlainString();
    }

    /** In microseconds, which is what PostgreSQL keeps. */
    static String time(Instant time) {
        return "timestamptz '" + TIME.format(time).replaceFirst("\\.000000$", "") + "+00'";
    }

    static String date(Instant midnight, ZoneId zone) {
        return "date '" + midnight.atZone(zone).toLocalDate() + "'";
    }
}
