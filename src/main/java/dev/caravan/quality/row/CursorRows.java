package dev.caravan.quality.row;

import dev.caravan.quality.Shape;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rows of any database as {@link Row}s. */
final class CursorRows {
    /** How a column is read. */
    private enum Form {
        NUMBER,
        DOUBLE,
        BOOLEAN,
        INSTANT,
        LOCAL_TIME,
        DATE,
        TEXT
    }

    private final Shape shape;
    private final Form[] forms;
    private final ZoneId shopTimeZone;

    CursorRows(ResultSetMetaData columns, ZoneId shopTimeZone) throws SQLException {
        this.shopTimeZone = shopTimeZone;
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        forms = new Form[columns.getColumnCount()];
        for (int i = 0; i < forms.length; i++) {
            String type = columns.getColumnTypeName(i + 1).toLowerCase(Locale.ROOT);
            names.add(columns.getColumnName(i + 1));
            forms[i] = form(columns.getColumnType(i + 1), type);
            types.add(typeName(forms[i], columns.getColumnType(i + 1), type));
        }
        shape = new Shape(names, types);
    }

    Shape shape() {
        return shape;
    }

    private static Form form(int jdbcType, String type) {
        return switch (jdbcType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                Form.NUMBER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Form.DOUBLE;
            case Types.BOOLEAN -> Form.BOOLEAN;
            case Types.BIT -> type.equals("bit") ? Form.TEXT : Form.BOOLEAN;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Form.INSTANT;
            case Types.TIMESTAMP -> type.equals("timestamptz") ? Form.INSTANT : Form.LOCAL_TIME;
            case Types.DATE -> Form.DATE;
            default -> Form.TEXT;
        };
    }

    /** PostgreSQL's name, so that a suite finds the same types everywhere. */
    private static String typeName(Form form, int jdbcType, String type) {
        return switch (form) {
            case NUMBER ->
                switch (jdbcType) {
                    case Types.TINYINT, Types.SMALLINT -> "smallint";
                    case Types.INTEGER -> "integer";
                    case Types.BIGINT -> "bigint";
                    default -> "numeric";
                };
            case DOUBLE -> jdbcType == Types.REAL ? "real" : "double precision";
            case BOOLEAN -> "boolean";
            case INSTANT -> "timestamptz";
            case LOCAL_TIME -> "timestamp";
            case DATE -> "date";
            case TEXT -> type;
        };
    }

    void read(ResultSet from, Row into) throws SQLException {
        for (int i = 0; i < forms.length; i++) {
            into.values[i] = value(from, i);
        }
    }

    private @Nullable Object value(ResultSet from, int index) throws SQLException {
        int column = index + 1;
        return switch (forms[index]) {
            case NUMBER -> number(from, column);
            case DOUBLE -> ofDouble(from, column, shape.types().get(index).equals("real"));
            case BOOLEAN -> {
                boolean flag = from.getBoolean(column);
                yield from.wasNull() ? null : (Object) flag;
            }
            case INSTANT -> {
                OffsetDateTime time = from.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case LOCAL_TIME -> {
                Timestamp time = from.getTimestamp(column);
                yield time == null ? null : inShopTime(time.toLocalDateTime());
            }
            case DATE -> {
                Date date = from.getDate(column);
                yield date == null ? null : date.toLocalDate();
            }
            case TEXT -> from.getString(column);
        };
    }

    private Object inShopTime(LocalDateTime time) {
        return time.atZone(shopTimeZone).toInstant();
    }

    /** PostgreSQL's numeric can hold NaN, which JDBC has no decimal for. */
    private static @Nullable Object number(ResultSet from, int column) throws SQLException {
        String text = from.getString(column);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> new BigDecimal(text);
        };
    }

    private static @Nullable Object ofDouble(ResultSet from, int column, boolean isReal) throws SQLException {
        double number = from.getDouble(column);
        if (from.wasNull()) {
            return null;
        }
        if (!Double.isFinite(number)) {
            return number;
        }
        return new BigDecimal(isReal ? Float.toString((float) number) : Double.toString(number)).stripTrailingZeros();
    }
}
