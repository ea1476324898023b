package dev.caravan.quality.row;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a state: small numbers in few bytes. What it writes {@link Input} reads. */
final class Output {
    static final int NULL = 0;
    static final int TEXT = 1;
    static final int DECIMAL = 2;
    static final int DOUBLE = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;
    static final int INSTANT = 6;
    static final int DATE = 7;
    static final int UUID_VALUE = 8;
    static final int LIST = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    void raw(byte[] raw) {
        count(raw.length);
        bytes.writeBytes(raw);
    }

    /** Seven bits a byte, the lowest first. */
    void count(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    void number(long value) {
        count((value << 1) ^ (value >> 63));
    }

    void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
    }

    void flag(boolean value) {
        bytes.write(value ? 1 : 0);
    }

    void text(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    void decimal(BigDecimal number) {
        number(number.scale());
        raw(number.unscaledValue().toByteArray());
    }

    void value(@Nullable Object value) {
        if (value == null) {
            bytes.write(NULL);
        } else if (value instanceof String text) {
            bytes.write(TEXT);
            text(text);
        } else if (value instanceof BigDecimal number) {
            bytes.write(DECIMAL);
            decimal(number);
        } else if (value instanceof Double number) {
            bytes.write(DOUBLE);
            fixed(Double.doubleToLongBits(number));
        } else if (value instanceof Boolean flag) {
            bytes.write(flag ? TRUE : FALSE);
        } else if (value instanceof Instant time) {
            bytes.write(INSTANT);
            number(time.getEpochSecond());
            count(time.getNano());
        } else if (value instanceof LocalDate date) {
            bytes.write(DATE);
            number(date.toEpochDay());
        } else if (value instanceof UUID id) {
            bytes.write(UUID_VALUE);
            fixed(id.getMostSignificantBits());
            fixed(id.getLeastSignificantBits());
        } else if (value instanceof List<?> list) {
            bytes.write(LIST);
            count(list.size());
            list.forEach(this::value);
        } else {
            throw new IllegalArgumentException("a row holds no " + value.getClass());
        }
    }
}
