package dev.caravan.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.event.FieldError;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code dead_letters}: the index of what is in the dead-letter topic. */
final class DeadLetterRows {
    private static final String INSERT = Sql.of("insert-dead-letters");
    private static final int MAX_PAYLOAD_BYTES = 65_536;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicIdentity topic;

    DeadLetterRows(TopicIdentity topic) {
        this.topic = topic;
    }

    /** Idempotent: a record has one row. */
    void insert(Connection connection, List<BatchRecord> records) throws SQLException {
        boolean any = false;
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (BatchRecord record : records) {
                Rejection rejection = record.rejection();
                if (rejection != null) {
                    bind(statement, record.received(), rejection);
                    statement.addBatch();
                    any = true;
                }
            }
            if (any) {
                statement.executeBatch();
            }
        }
    }

    private void bind(PreparedStatement statement, Received received, Rejection rejection) throws SQLException {
        byte[] value = received.value();
        statement.setString(1, topic.name());
        statement.setString(2, topic.id());
        statement.setInt(3, received.partition());
        statement.setLong(4, received.offset());
        statement.setString(5, rejection.reason().code());
        statement.setString(6, errorsJson(rejection));
        statement.setString(7, header(received, "caravan.source"));
        statement.setString(8, header(received, "caravan.file"));
        setLine(statement, 9, received.header("caravan.line"));
        statement.setBytes(10, cut(received.key()));
        statement.setBytes(11, cut(value));
        statement.setInt(12, value == null ? 0 : value.length);
        statement.setTimestamp(13, new Timestamp(received.timestampMs()));
    }

    private static @Nullable String header(Received received, String name) {
        String text = received.header(name);
        return text == null ? null : storable(text);
    }

    private static void setLine(PreparedStatement statement, int index, @Nullable String line) throws SQLException {
        if (line != null && line.matches("[0-9]{1,18}")) {
            statement.setLong(index, Long.parseLong(line));
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= MAX_PAYLOAD_BYTES ? bytes : Arrays.copyOf(bytes, MAX_PAYLOAD_BYTES);
    }

    static String errorsJson(Rejection rejection) {
        try {
            return JSON.writeValueAsString(rejection.errors().stream()
                    .map(error ->
                            new FieldError(storable(error.field()), storable(error.rule()), storable(error.message())))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written as JSON", e);
        }
    }

    /** PostgreSQL stores no U+0000, and a lone surrogate is no text at all: both are shown as U+FFFD. */
    private static String storable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
