package dev.caravan.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/** What PostgreSQL calls the type of a column, and how a value gets into an array of it. */
enum ColumnType {
    TEXT(Oid.TEXT, Oid.TEXT_ARRAY),
    BOOLEAN(Oid.BOOL, Oid.BOOL_ARRAY),
    INTEGER(Oid.INT4, Oid.INT4_ARRAY),
    BIGINT(Oid.INT8, Oid.INT8_ARRAY),
    NUMERIC(Oid.NUMERIC, Oid.NUMERIC_ARRAY),
    UUID(Oid.UUID, Oid.UUID_ARRAY),
    DATE(Oid.DATE, Oid.DATE_ARRAY),
    TIMESTAMPTZ(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY);

    private final int oid;
    private final int arrayOid;

    ColumnType(int oid, int arrayOid) {
        this.oid = oid;
        this.arrayOid = arrayOid;
    }

    int arrayOid() {
        return arrayOid;
    }

    BinaryBuffer newArray() {
        return BinaryBuffer.ofArray(oid);
    }

    /** @throws ClassCastException if the value is not of the class that goes into this type */
    void write(BinaryBuffer array, @Nullable Object value) {
        if (value == null) {
            array.none();
            return;
        }
        switch (this) {
            case TEXT -> array.text((String) value);
            case BOOLEAN -> array.bool((Boolean) value);
            case INTEGER -> array.integer((Integer) value);
            case BIGINT -> array.bigint((Long) value);
            case NUMERIC -> array.numeric((BigDecimal) value);
            case UUID -> array.uuid((java.util.UUID) value);
            case DATE -> array.date((LocalDate) value);
            case TIMESTAMPTZ -> array.timestamp((Instant) value);
        }
    }
}
