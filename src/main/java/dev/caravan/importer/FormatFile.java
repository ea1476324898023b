package dev.caravan.importer;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a format from its properties and refuses every key that it doesn't know, with the file, the key and what to do. */
final class FormatFile {
    /** The event's fields that a format may fill; design and contract name the same. */
    static final Set<String> FIELDS = Set.of(
            ("event_id event_type event_timestamp user_id anonymous_id session_id product_id product_name category brand"
                            + " variant price quantity currency order_id revenue tax shipping discount coupon page_url"
                            + " referrer user_agent ip_address device_type country")
                    .split(" "));

    static final Set<String> ITEM_FIELDS =
            Set.of("product_id", "product_name", "category", "brand", "variant", "price", "quantity");
    private static final Set<String> REQUIRED = Set.of("event_type", "event_timestamp");
    private static final Pattern NESTED = Pattern.compile("(properties|campaign)\\.[^.]+");
    private static final Pattern RULE = Pattern.compile("(field|item)\\.((?:properties\\.|campaign\\.)?[^.]+)\\.(.+)");
    private static final Pattern CONDITION = Pattern.compile("when\\.([^.]+)\\.(column|matches|value)");
    private static final Set<String> OPTIONS =
            Set.of("from", "value", "if-blank", "strip-suffix", "prefix", "decimal-comma", "time", "zone", "negate-on");

    private final String name;
    private final Map<String, String> keys = new TreeMap<>();
    private final List<String> columns = new ArrayList<>();

    private FormatFile(String name, Map<String, String> properties) {
        this.name = name;
        properties.forEach((key, value) -> keys.put(key, value.strip()));
    }

    /**
     * The format that those properties declare.
     *
     * @param name of the file, for messages
     * @throws FormatMistakeException at the first key that is wrong or missing
     */
    static CsvFormat read(String name, Map<String, String> properties) throws FormatMistakeException {
        return new FormatFile(name, properties).read();
    }

    private CsvFormat read() throws FormatMistakeException {
        char delimiter = delimiter();
        for (String column : keys.getOrDefault("columns", "").split(",", -1)) {
            columns.add(column.strip());
        }
        if (columns.contains("") || Set.copyOf(columns).size() < columns.size()) {
            throw mistake("columns", "name every column of the header once, separated by commas");
        }
        Map<String, Map<String, String>> fields = new TreeMap<>();
        Map<String, Map<String, String>> items = new TreeMap<>();
        collect(fields, items);
        for (String required : new TreeSet<>(REQUIRED)) {
            if (!fields.containsKey(required)) {
                throw mistake(
                        "field." + required, "is missing; every event needs it, add .from=<column> or .value=<text>");
            }
        }
        int groupBy = keys.containsKey("group.by") ? column("group.by", keys.get("group.by")) : -1;
        return new CsvFormat(name, columns, delimiter, groupBy, rules("field.", fields), rules("item.", items));
    }

    private char delimiter() throws FormatMistakeException {
        String text = keys.getOrDefault("delimiter", ",");
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1 || text.equals("\"")) {
            throw mistake("delimiter", "must be one character, or tab; was '" + text + "'");
        }
        return text.charAt(0);
    }

    private void collect(Map<String, Map<String, String>> fields, Map<String, Map<String, String>> items)
            throws FormatMistakeException {
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            String key = entry.getKey();
            if (Set.of("columns", "delimiter", "group.by").contains(key)) {
                continue;
            }
            var rule = RULE.matcher(key);
            if (!rule.matches()) {
                throw mistake(
                        key,
                        "is no key; use columns, delimiter, group.by, field.<name>.<option> or item.<name>.<option>");
            }
            boolean item = rule.group(1).equals("item");
            String target = rule.group(2);
            Set<String> known = item ? ITEM_FIELDS : FIELDS;
            if (!known.contains(target) && (item || !NESTED.matcher(target).matches())) {
                throw mistake(
                        key,
                        target + " is no field; use one of " + new TreeSet<>(known)
                                + (item ? "" : " or properties.<name>"));
            }
            (item ? items : fields)
                    .computeIfAbsent(target, t -> new TreeMap<>())
                    .put(rule.group(3), entry.getValue());
        }
    }

    private List<FieldRule> rules(String kind, Map<String, Map<String, String>> targets) throws FormatMistakeException {
        List<FieldRule> rules = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> entry : targets.entrySet()) {
            rules.add(rule(kind + entry.getKey() + ".", entry.getKey(), entry.getValue()));
        }
        return rules;
    }

    private FieldRule rule(String prefix, String target, Map<String, String> options) throws FormatMistakeException {
        Map<String, String> translations = new TreeMap<>();
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        sort(prefix, options, translations, conditions);
        if (!options.containsKey("from") && !options.containsKey("value")) {
            throw mistake(prefix + "from", "is missing; name a column, or give a constant as " + prefix + "value");
        }
        FieldRule.Source source = new FieldRule.Source(
                column(prefix + "from", options.get("from")),
                options.get("value"),
                column(prefix + "if-blank", options.get("if-blank")),
                conditions(prefix, conditions));
        FieldRule.Edit edit = new FieldRule.Edit(
                options.getOrDefault("strip-suffix", ""),
                translations,
                options.getOrDefault("prefix", ""),
                flag(prefix + "decimal-comma", options.get("decimal-comma")));
        return new FieldRule(target, source, edit, time(prefix, options), options.get("negate-on"));
    }

    /** Puts the options with a part of their own choice where they belong, and refuses those that nobody knows. */
    private void sort(
            String prefix,
            Map<String, String> options,
            Map<String, String> translations,
            Map<String, Map<String, String>> conditions)
            throws FormatMistakeException {
        for (Map.Entry<String, String> option : options.entrySet()) {
            String key = option.getKey();
            var condition = CONDITION.matcher(key);
            if (key.startsWith("map.")) {
                translations.put(key.substring("map.".length()), option.getValue());
            } else if (condition.matches()) {
                conditions
                        .computeIfAbsent(condition.group(1), n -> new TreeMap<>())
                        .put(condition.group(2), option.getValue());
            } else if (!OPTIONS.contains(key)) {
                throw mistake(
                        prefix + key,
                        "is no option; use one of " + new TreeSet<>(OPTIONS)
                                + ", map.<text> or when.<n>.column, .matches and .value");
            }
        }
    }

    private List<FieldRule.Condition> conditions(String prefix, Map<String, Map<String, String>> declared)
            throws FormatMistakeException {
        List<FieldRule.Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> entry : declared.entrySet()) {
            String key = prefix + "when." + entry.getKey();
            String column = entry.getValue().get("column");
            String matches = entry.getValue().get("matches");
            String value = entry.getValue().get("value");
            if (column == null || matches == null || value == null) {
                throw mistake(key, "needs all of .column, .matches and .value");
            }
            try {
                conditions.add(
                        new FieldRule.Condition(column(key + ".column", column), Pattern.compile(matches), value));
            } catch (PatternSyntaxException e) {
                throw mistake(key + ".matches", "is no regular expression: " + e.getDescription());
            }
        }
        return conditions;
    }

    private FieldRule.@Nullable TimeForm time(String prefix, Map<String, String> options)
            throws FormatMistakeException {
        String pattern = options.get("time");
        String zone = options.get("zone");
        if (pattern == null) {
            if (zone != null) {
                throw mistake(prefix + "zone", "has no effect without " + prefix + "time=<pattern>");
            }
            return null;
        }
        try {
            return new FieldRule.TimeForm(formatter(pattern), zone == null ? null : ZoneId.of(zone));
        } catch (IllegalArgumentException e) {
            throw mistake(prefix + "time", "is no pattern such as uuuu-MM-dd HH:mm:ss: " + e.getMessage());
        } catch (DateTimeException e) {
            throw mistake(prefix + "zone", "must be an IANA name such as Europe/London, was " + zone);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        switch (pattern) {
            case "epoch-seconds" ->
                builder.appendValue(ChronoField.INSTANT_SECONDS).appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true);
            case "epoch-millis" ->
                builder.appendValue(ChronoField.INSTANT_SECONDS, 1, 15, SignStyle.NEVER)
                        .appendValue(ChronoField.MILLI_OF_SECOND, 3);
            default -> builder.appendPattern(pattern).parseDefaulting(ChronoField.ERA, 1);
        }
        DateTimeFormatter formatter = builder.toFormatter(Locale.ENGLISH);
        return pattern.startsWith("epoch-")
                ? formatter.withZone(ZoneOffset.UTC)
                : formatter.withResolverStyle(ResolverStyle.STRICT);
    }

    private boolean flag(String key, @Nullable String text) throws FormatMistakeException {
        if (text != null && !Set.of("true", "false").contains(text)) {
            throw mistake(key, "must be true or false, was " + text);
        }
        return "true".equals(text);
    }

    private int column(String key, @Nullable String column) throws FormatMistakeException {
        if (column == null) {
            return -1;
        }
        int position = columns.indexOf(column);
        if (position < 0) {
            throw mistake(key, "names column '" + column + "', which columns= doesn't have; use one of " + columns);
        }
        return position;
    }

    private FormatMistakeException mistake(String key, String whatToDo) {
        return new FormatMistakeException(name, key, whatToDo);
    }
}
