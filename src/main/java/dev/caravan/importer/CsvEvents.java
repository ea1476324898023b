package dev.caravan.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events of a CSV file, by its format. A row with another number of fields than the header goes on as it stands, so that the
 * pipeline refuses it; the group around it goes on.
 *
 * <p>Memory: one event. A group that outgrows what an event may have is cut, which makes it too large for the contract.
 */
final class CsvEvents implements RecordSource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NUMBERS = Set.of("price", "quantity", "revenue", "tax", "shipping", "discount");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})");

    private final CsvFormat format;
    private final CsvRows rows;
    private final PositionIds ids;
    private @Nullable OpenEvent open;

    /** The events of {@code rows}, which stand behind the header and have the format's columns in the format's order. */
    CsvEvents(CsvFormat format, CsvRows rows, PositionIds ids) {
        this.format = format;
        this.rows = rows;
        this.ids = ids;
    }

    @Override
    public long line() {
        return rows.line();
    }

    @Override
    public @Nullable ImportRecord next() throws IOException {
        for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
            List<String> values = row.values();
            if (values == null || values.size() != format.columns().size()) {
                return asItIs(row);
            }
            OpenEvent before = open;
            if (before != null && before.group.equals(values.get(format.groupBy()))) {
                before.addItem(values);
                continue;
            }
            OpenEvent event = new OpenEvent(row.line(), values);
            if (format.groupBy() < 0) {
                return event.close(row.lastLine());
            }
            open = event;
            if (before != null) {
                return before.close(row.line() - 1);
            }
        }
        OpenEvent last = open;
        open = null;
        return last == null ? null : last.close(rows.line());
    }

    private ImportRecord asItIs(CsvRows.Row row) {
        long doneLines = open == null ? row.lastLine() : open.line - 1;
        byte[] text = row.text().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, BoundedLines.MAX_BYTES);
        return new ImportRecord(null, Arrays.copyOf(text, length), row.line(), doneLines);
    }

    /** An event that is being written, row by row. */
    private final class OpenEvent {
        private final long line;
        private final String group;
        private final @Nullable String type;
        private final @Nullable String visitor;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private final JsonGenerator json;

        OpenEvent(long line, List<String> row) throws IOException {
            this.line = line;
            this.group = format.groupBy() < 0 ? "" : row.get(format.groupBy());
            this.type = format.text("event_type", row);
            String user = format.text("user_id", row);
            this.visitor = user != null ? user : format.text("anonymous_id", row);
            this.json = JSON.createGenerator(bytes);
            json.writeStartObject();
            if (format.text("event_id", row) == null) {
                json.writeStringField("event_id", ids.at(line));
            }
            writeTop(row);
            writeNested("properties.", row);
            writeNested("campaign.", row);
            if (!format.items().isEmpty()) {
                json.writeArrayFieldStart("items");
                addItem(row);
            }
        }

        private void writeTop(List<String> row) throws IOException {
            for (FieldRule rule : format.fields()) {
                if (rule.target().indexOf('.') < 0) {
                    write(rule, rule.target(), row);
                }
            }
        }

        private void writeNested(String parent, List<String> row) throws IOException {
            boolean started = false;
            for (FieldRule rule : format.fields()) {
                if (rule.target().startsWith(parent)) {
                    if (!started) {
                        json.writeObjectFieldStart(parent.substring(0, parent.length() - 1));
                        started = true;
                    }
                    write(rule, rule.target().substring(parent.length()), row);
                }
            }
            if (started) {
                json.writeEndObject();
            }
        }

        void addItem(List<String> row) throws IOException {
            json.flush();
            if (format.items().isEmpty() || bytes.size() >= BoundedLines.MAX_BYTES) {
                return;
            }
            json.writeStartObject();
            for (FieldRule rule : format.items()) {
                write(rule, rule.target(), row);
            }
            json.writeEndObject();
        }

        private void write(FieldRule rule, String name, List<String> row) throws IOException {
            String text = rule.text(row);
            if (text == null) {
                return;
            }
            json.writeFieldName(name);
            if (NUMBERS.contains(rule.target()) && NUMBER.matcher(text).matches()) {
                json.writeNumber(new BigDecimal(rule.signed(text, type)).toPlainString());
            } else {
                json.writeString(text);
            }
        }

        ImportRecord close(long doneLines) throws IOException {
            if (!format.items().isEmpty()) {
                json.writeEndArray();
            }
            json.writeEndObject();
            json.close();
            return new ImportRecord(visitor, bytes.toByteArray(), line, doneLines);
        }
    }
}
