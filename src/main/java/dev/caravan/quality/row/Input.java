package dev.caravan.quality.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Output} has written. Bytes that end too early are an {@link IllegalArgumentException}. */
final class Input {
    private final ByteBuffer bytes;

    Input(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    byte[] raw() {
        int length = size();
        byte[] raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = one();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    /** A count of things of at least one byte each that follow. */
    int size() {
        long size = count();
        if (size < 0 || size > bytes.remaining()) {
            throw new IllegalArgumentException("the bytes end before they should");
        }
        return (int) size;
    }

    long number() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    long fixed() {
        try {
            return bytes.getLong();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the bytes end before they should", e);
        }
    }

    boolean flag() {
        return one() != 0;
    }

    String text() {
        return new String(raw(), StandardCharsets.UTF_8);
    }

    BigDecimal decimal() {
        int scale = (int) number();
        return new BigDecimal(new BigInteger(raw()), scale);
    }

    @Nullable
    Object value() {
        byte kind = one();
        return switch (kind) {
            case Output.NULL -> null;
            case Output.TEXT -> text();
            case Output.DECIMAL -> decimal();
            case Output.DOUBLE -> Double.longBitsToDouble(fixed());
            case Output.TRUE -> true;
            case Output.FALSE -> false;
            case Output.INSTANT -> Instant.ofEpochSecond(number(), count());
            case Output.DATE -> LocalDate.ofEpochDay(number());
            case Output.UUID_VALUE -> new UUID(fixed(), fixed());
            case Output.LIST -> list();
            default -> throw new IllegalArgumentException("there is no kind of value " + kind);
        };
    }

    private List<@Nullable Object> list() {
        int size = size();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        return list;
    }

    Object presentValue() {
        Object value = value();
        if (value == null) {
            throw new IllegalArgumentException("a value is missing");
        }
        return value;
    }

    private byte one() {
        try {
            return bytes.get();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the bytes end before they should", e);
        }
    }
}
