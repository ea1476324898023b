package dev.caravan.warehouse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL's binary format, which costs either side less than text: rows for COPY, or the elements of an array. See the
 * PostgreSQL manual, COPY, "Binary Format", and the {@code …_recv} functions of the types.
 */
final class BinaryBuffer {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_VALUE = -1;
    private static final int MAY_HOLD_NULLS = 1;
    private static final int ARRAY_LENGTH_AT = 3 * Integer.BYTES;
    private static final long EPOCH_S = 946_684_800;
    private static final int EPOCH_DAY = 10_957;
    private static final byte JSONB_VERSION = 1;
    private static final short NEGATIVE = 0x4000;
    private static final int DIGITS_A_GROUP = 4;
    private static final BigInteger GROUP = BigInteger.valueOf(10_000);

    private byte[] bytes = new byte[1 << 12];
    private int length;

    /** A buffer for rows, each begun by {@link #row}; {@link #finish} ends them. */
    static BinaryBuffer ofCopy() {
        BinaryBuffer buffer = new BinaryBuffer();
        buffer.append(SIGNATURE);
        buffer.int32(0);
        buffer.int32(0);
        return buffer;
    }

    /** A buffer for the elements of an array of one dimension; {@link #array} ends them. */
    static BinaryBuffer ofArray(int elementOid) {
        BinaryBuffer buffer = new BinaryBuffer();
        buffer.int32(1);
        buffer.int32(MAY_HOLD_NULLS);
        buffer.int32(elementOid);
        buffer.int32(0);
        buffer.int32(1);
        return buffer;
    }

    private BinaryBuffer() {}

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** No row may follow. */
    BinaryBuffer finish() {
        int16(NO_VALUE);
        return this;
    }

    /** The array's bytes. Without elements it has one dimension of length 0, which PostgreSQL reads as an empty array. */
    byte[] array(int elements) {
        ByteBuffer.wrap(bytes).putInt(ARRAY_LENGTH_AT, elements);
        return Arrays.copyOf(bytes, length);
    }

    /** Begins a row; exactly so many values must follow. */
    void row(int columns) {
        int16(columns);
    }

    void text(@Nullable String value) {
        if (value == null) {
            int32(NO_VALUE);
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int32(utf8.length);
            append(utf8);
        }
    }

    void jsonb(@Nullable String value) {
        if (value == null) {
            int32(NO_VALUE);
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int32(1 + utf8.length);
            reserve(1);
            bytes[length++] = JSONB_VERSION;
            append(utf8);
        }
    }

    void integer(@Nullable Integer value) {
        if (value == null) {
            int32(NO_VALUE);
        } else {
            int32(Integer.BYTES);
            int32(value);
        }
    }

    void bigint(long value) {
        int32(Long.BYTES);
        int64(value);
    }

    void uuid(UUID value) {
        int32(2 * Long.BYTES);
        int64(value.getMostSignificantBits());
        int64(value.getLeastSignificantBits());
    }

    /** Microseconds since 2000. */
    void timestamp(Instant value) {
        int32(Long.BYTES);
        int64((value.getEpochSecond() - EPOCH_S) * 1_000_000 + value.getNano() / 1_000);
    }

    /** Days since 2000. */
    void date(LocalDate value) {
        int32(Integer.BYTES);
        int32(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
    }

    void bool(boolean value) {
        int32(1);
        reserve(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** A null of whatever type. */
    void none() {
        int32(NO_VALUE);
    }

    /** Groups of four decimal digits, aligned at the point. */
    void numeric(@Nullable BigDecimal value) {
        if (value == null) {
            int32(NO_VALUE);
            return;
        }
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int scale = plain.scale();
        int fractionGroups = (scale + DIGITS_A_GROUP - 1) / DIGITS_A_GROUP;
        BigInteger scaled =
                plain.setScale(fractionGroups * DIGITS_A_GROUP).unscaledValue().abs();
        short[] groups = groups(scaled);
        int32(4 * Short.BYTES + groups.length * Short.BYTES);
        int16(groups.length);
        int16(groups.length - 1 - fractionGroups);
        int16(plain.signum() < 0 ? NEGATIVE : 0);
        int16(scale);
        for (short group : groups) {
            int16(group);
        }
    }

    /** Base 10,000, the highest first. */
    private static short[] groups(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return groups(value.longValueExact());
        }
        short[] groups = new short[value.bitLength() / 13 + 1];
        int at = groups.length;
        for (BigInteger rest = value; rest.signum() > 0; ) {
            BigInteger[] parts = rest.divideAndRemainder(GROUP);
            at--;
            groups[at] = parts[1].shortValueExact();
            rest = parts[0];
        }
        return Arrays.copyOfRange(groups, at, groups.length);
    }

    private static short[] groups(long value) {
        short[] groups = new short[5];
        int at = groups.length;
        for (long rest = value; rest > 0; rest /= 10_000) {
            at--;
            groups[at] = (short) (rest % 10_000);
        }
        return Arrays.copyOfRange(groups, at, groups.length);
    }

    private void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void int16(int value) {
        reserve(Short.BYTES);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void int32(int value) {
        reserve(Integer.BYTES);
        bytes[length++] = (byte) (value >> 24);
        bytes[length++] = (byte) (value >> 16);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void int64(long value) {
        int32((int) (value >> 32));
        int32((int) value);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
