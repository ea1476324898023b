package dev.caravan.importer;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one field of an event comes out of a CSV row. What a rule can't read it passes on as it stands, so that the contract names the
 * field.
 *
 * @param target the event's field, such as {@code price} or {@code properties.category_id}
 * @param source where the text comes from
 * @param edit what is done to the text
 * @param time how to read the text as a time; null for any other text
 * @param negateOn event type on which the sign of the number is turned; null for none
 */
record FieldRule(
        String target,
        Source source,
        Edit edit,
        @Nullable TimeForm time,
        @Nullable String negateOn) {

    /**
     * The first that applies: a blank answer where column {@code ifBlank} isn't blank; the first condition that holds; the column; the
     * constant where there is no column or it is blank.
     *
     * @param column position of the column; -1 for none
     * @param value constant; null for none
     * @param ifBlank position of the column that must be blank; -1 for none
     */
    record Source(int column, @Nullable String value, int ifBlank, List<Condition> conditions) {
        Source {
            conditions = List.copyOf(conditions);
        }
    }

    /** Where a column matches as a whole, the field has this value. */
    record Condition(int column, Pattern pattern, String value) {}

    /** Suffix taken off, then values translated, then prefix put before. */
    record Edit(String stripSuffix, Map<String, String> translations, String prefix, boolean decimalComma) {
        Edit {
            translations = Map.copyOf(translations);
        }

        String apply(String text) {
            String edited = text.endsWith(stripSuffix) ? text.substring(0, text.length() - stripSuffix.length()) : text;
            if (decimalComma) {
                edited = edited.replace(".", "").replace(',', '.');
            }
            return prefix + translations.getOrDefault(edited, edited);
        }
    }

    /**
     * A pattern of {@link DateTimeFormatter}; a date alone is its first instant.
     *
     * @param zone of times without an offset; null leaves them without one, which the pipeline reads in the shop's time zone
     */
    record TimeForm(DateTimeFormatter formatter, @Nullable ZoneId zone) {

        /** ISO-8601; the text itself where it doesn't have this form. */
        String iso(String text) {
            try {
                TemporalAccessor time =
                        formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                if (time instanceof ZonedDateTime zoned) {
                    return zoned.toInstant().toString();
                }
                LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
                return zone == null
                        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local)
                        : local.atZone(zone).toInstant().toString();
            } catch (DateTimeParseException otherForm) {
                return text;
            }
        }
    }

    /** The field's text for that row; null where the field is left out. */
    @Nullable
    String text(List<String> row) {
        if (source.ifBlank >= 0 && !row.get(source.ifBlank).isBlank()) {
            return null;
        }
        for (Condition condition : source.conditions) {
            if (condition.pattern.matcher(row.get(condition.column)).matches()) {
                return condition.value;
            }
        }
        String cell = source.column >= 0 ? row.get(source.column) : "";
        String text = cell.isBlank() ? source.value : edit.apply(cell);
        return text == null || time == null ? text : time.iso(text);
    }

    /** Turns the sign of a number's text if this rule asks for it on events of that type. */
    String signed(String text, @Nullable String eventType) {
        if (negateOn == null || !negateOn.equals(eventType)) {
            return text;
        }
        return text.startsWith("-") ? text.substring(1) : "-" + text;
    }
}
