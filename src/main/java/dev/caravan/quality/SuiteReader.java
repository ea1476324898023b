package dev.caravan.quality;

import dev.caravan.event.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a suite: our YAML, or JSON as Great Expectations exports it. A suite without a target is about the table that its file is named
 * after; {@code stream.json} about the stream.
 */
public final class SuiteReader {
    private static final List<String> FIELDS = List.of("name", "target", "expectations", "meta");
    private static final Set<String> PASSED_OVER = Set.of(
            "id",
            "notes",
            "expectation_suite_name",
            "suite_parameters",
            "evaluation_parameters",
            "data_asset_type",
            "ge_cloud_id");
    private static final List<String> TARGET_FIELDS =
            List.of("stream", "window_minutes", "table", "row_condition", "partition", "key");
    private static final int DEFAULT_WINDOW_MINUTES = 5;
    private static final int LONGEST_WINDOW_MINUTES = 24 * 60;
    private static final String STREAM = "stream";

    /** What one record or window alone can't tell. */
    private static final Set<ExpectationType> TABLES_ONLY = Set.of(
            ExpectationType.EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN,
            ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_EQUAL_OTHER_TABLE,
            ExpectationType.UNEXPECTED_ROWS_EXPECTATION,
            ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_MATCH_PAST_WEEKS,
            ExpectationType.EXPECT_COLUMN_SUM_TO_EQUAL_OTHER_TABLE_SUM,
            ExpectationType.EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN);

    private final String file;
    private final List<SuiteMistake> mistakes = new ArrayList<>();

    private SuiteReader(String file) {
        this.file = file;
    }

    /**
     * Reads one.
     *
     * @param file its name, for messages, and for what the text leaves out
     * @throws SuiteMistakesException with everything that can't be used
     */
    public static Suite read(String file, String text) throws SuiteMistakesException {
        return read(file, text, null);
    }

    /**
     * Reads one about a table that the caller names, whatever target the file has.
     *
     * @param table null: as the file says
     * @throws SuiteMistakesException with everything that can't be used
     */
    public static Suite read(String file, String text, Target.@Nullable Table table) throws SuiteMistakesException {
        SuiteNode root = SuiteNode.parse(file, text);
        SuiteReader reader = new SuiteReader(file);
        Suite suite = reader.suite(root, table);
        if (!reader.mistakes.isEmpty()) {
            throw new SuiteMistakesException(reader.mistakes);
        }
        return suite;
    }

    private Suite suite(SuiteNode root, Target.@Nullable Table table) {
        Map<String, SuiteNode> fields = root.fields(mistakes);
        if (!root.isObject()) {
            mistakes.add(root.mistake("a suite is an object with name, target and expectations"));
        }
        unknown(fields, FIELDS, PASSED_OVER, "a suite");
        SuiteNode nameNode = fields.getOrDefault("name", fields.get("expectation_suite_name"));
        String name = nameNode == null ? stem() : String.valueOf(nameNode.value());
        Target target = table == null ? target(fields.get("target")) : table;
        List<Expectation> expectations = expectations(root, fields.get("expectations"), target);
        SuiteNode meta = fields.get("meta");
        if (meta != null) {
            every(meta.fields(mistakes).get(Suite.EVERY));
        }
        return new Suite(name, target, expectations, meta == null ? Map.of() : meta.object(), file);
    }

    private void every(@Nullable SuiteNode node) {
        if (node != null && !Kwargs.isDuration(String.valueOf(node.value()))) {
            mistakes.add(node.mistake("every must be " + Kwarg.Form.DURATION.description()));
        }
    }

    private String stem() {
        String last = file.substring(file.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }

    private void unknown(Map<String, SuiteNode> fields, List<String> known, Set<String> passedOver, String of) {
        fields.forEach((name, value) -> {
            if (!known.contains(name) && !passedOver.contains(name)) {
                mistakes.add(value.mistake(of + " has no " + name + "; did you mean " + Nearest.of(name, known) + "?"));
            }
        });
    }

    private Target target(@Nullable SuiteNode node) {
        if (node == null || node.isNull()) {
            return stem().equals(STREAM)
                    ? new Target.Stream(Duration.ofMinutes(DEFAULT_WINDOW_MINUTES))
                    : new Target.Table(stem(), null, null, List.of());
        }
        Map<String, SuiteNode> fields = node.fields(mistakes);
        unknown(fields, TARGET_FIELDS, Set.of(), "a target");
        if (fields.containsKey(STREAM) == fields.containsKey("table")) {
            mistakes.add(node.mistake("a target has either stream: events, or table: and its name"));
        }
        return fields.containsKey(STREAM) ? stream(fields) : table(fields);
    }

    private Target stream(Map<String, SuiteNode> fields) {
        for (String name : List.of("row_condition", "partition", "key")) {
            SuiteNode node = fields.get(name);
            if (node != null) {
                mistakes.add(node.mistake(name + " is for tables; of the stream say window_minutes"));
            }
        }
        SuiteNode node = fields.get("window_minutes");
        if (node == null) {
            return new Target.Stream(Duration.ofMinutes(DEFAULT_WINDOW_MINUTES));
        }
        if (node.value() instanceof BigDecimal minutes
                && minutes.scale() <= 0
                && minutes.signum() > 0
                && minutes.intValue() <= LONGEST_WINDOW_MINUTES) {
            return new Target.Stream(Duration.ofMinutes(minutes.intValue()));
        }
        mistakes.add(node.mistake("window_minutes is a whole number from 1 to " + LONGEST_WINDOW_MINUTES));
        return new Target.Stream(Duration.ofMinutes(DEFAULT_WINDOW_MINUTES));
    }

    private Target table(Map<String, SuiteNode> fields) {
        SuiteNode tableNode = fields.get("table");
        String table = tableNode == null ? "" : tableNode.text().orElse("");
        if (tableNode != null && table.isBlank()) {
            mistakes.add(tableNode.mistake("table must be a text, such as orders or shop.orders"));
        }
        SuiteNode condition = fields.get("row_condition");
        SuiteNode partition = fields.get("partition");
        return new Target.Table(
                table,
                condition == null ? null : ExpectationReader.condition(condition, mistakes),
                partition == null ? null : partition(partition),
                key(fields.get("key")));
    }

    private List<String> key(@Nullable SuiteNode node) {
        List<String> key = new ArrayList<>();
        if (node != null) {
            for (SuiteNode column : node.items()) {
                key.add(String.valueOf(column.value()));
            }
            if (key.isEmpty()) {
                mistakes.add(node.mistake("key is a list of columns"));
            }
        }
        return key;
    }

    private @Nullable Partition partition(SuiteNode node) {
        Map<String, SuiteNode> fields = node.fields(mistakes);
        unknown(fields, List.of("column", "span"), Set.of(), "a partition");
        Optional<String> column = Optional.ofNullable(fields.get("column")).flatMap(SuiteNode::text);
        Optional<Partition.Span> span =
                Optional.ofNullable(fields.get("span")).flatMap(SuiteNode::text).flatMap(Partition.Span::of);
        if (column.isEmpty()) {
            mistakes.add(node.mistake("a partition needs column, a time"));
        }
        if (span.isEmpty()) {
            mistakes.add(
                    node.mistake(
                            "a partition needs span: today, yesterday, last_N_minutes, last_N_hours or last_N_days, N from 1 to 99999"));
        }
        return column.isPresent() && span.isPresent() ? new Partition(column.get(), span.get()) : null;
    }

    private List<Expectation> expectations(SuiteNode root, @Nullable SuiteNode node, Target target) {
        if (node == null || !node.isList()) {
            mistakes.add((node == null ? root : node).mistake("a suite needs expectations, a list"));
            return List.of();
        }
        List<Expectation> expectations = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (SuiteNode item : node.items()) {
            new ExpectationReader(mistakes).read(item).ifPresent(expectation -> {
                Integer earlier = lines.putIfAbsent(expectation.id(), expectation.line());
                if (earlier != null) {
                    mistakes.add(
                            item.mistake("the same expectation, or its id, stands on line " + earlier + " already"));
                }
                fitsTarget(expectation, item, target);
                expectations.add(expectation);
            });
        }
        return expectations;
    }

    private void fitsTarget(Expectation expectation, SuiteNode item, Target target) {
        if (!(target instanceof Target.Stream)) {
            return;
        }
        boolean psiOfPast = expectation.type() == ExpectationType.EXPECT_COLUMN_PSI_TO_BE_LESS_THAN
                && expectation.map("partition_object").isEmpty();
        if (TABLES_ONLY.contains(expectation.type()) || psiOfPast) {
            mistakes.add(item.mistake(expectation.type().code()
                    + " needs more than the records of a window; put it into a suite about a table"));
        }
    }
}
