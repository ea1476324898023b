package dev.caravan.importer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one kind of CSV file become events; {@code routes/formats/*.properties} says it.
 *
 * @param name of the file that declares it
 * @param columns names in the header, in the order in which this format counts them
 * @param delimiter between fields
 * @param groupBy position of the column of which consecutive equal values make one event; -1: every row is an event
 * @param fields of the event
 * @param items fields of one line of {@code items}, filled from each row of a group
 */
record CsvFormat(
        String name, List<String> columns, char delimiter, int groupBy, List<FieldRule> fields, List<FieldRule> items) {
    CsvFormat {
        columns = List.copyOf(columns);
        fields = List.copyOf(fields);
        items = List.copyOf(items);
    }

    /** The text of an event's field for that row; null where it is left out. */
    @Nullable
    String text(String target, List<String> row) {
        for (FieldRule rule : fields) {
            if (rule.target().equals(target)) {
                return rule.text(row);
            }
        }
        return null;
    }
}
