package dev.caravan.quality;

import dev.caravan.event.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one expectation of a suite's file. */
final class ExpectationReader {
    private static final List<String> FIELDS = List.of("type", "kwargs", "severity", "row_condition", "meta", "id");

    /** Great Expectations writes them; they say nothing of what is expected. */
    private static final Set<String> PASSED_OVER = Set.of(
            "expectation_type", "notes", "description", "rendered_content", "expectation_context", "ge_cloud_id");

    private final Collection<SuiteMistake> mistakes;

    ExpectationReader(Collection<SuiteMistake> mistakes) {
        this.mistakes = mistakes;
    }

    /** Empty where it can't be read; then there is a mistake more. */
    Optional<Expectation> read(SuiteNode node) {
        if (!node.isObject()) {
            mistakes.add(node.mistake("an expectation is an object with type and kwargs"));
            return Optional.empty();
        }
        int before = mistakes.size();
        Map<String, SuiteNode> fields = node.fields(mistakes);
        fields.forEach((name, value) -> {
            if (!FIELDS.contains(name) && !PASSED_OVER.contains(name)) {
                mistakes.add(value.mistake(
                        "an expectation has no " + name + "; did you mean " + Nearest.of(name, FIELDS) + "?"));
            }
        });
        Optional<ExpectationType> type = type(node, fields);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Expectation read = read(node, fields, type.get());
        if (mistakes.size() == before) {
            new ExpectationCheck(mistakes).check(read, node);
        }
        return mistakes.size() == before ? Optional.of(read) : Optional.empty();
    }

    private Expectation read(SuiteNode node, Map<String, SuiteNode> fields, ExpectationType type) {
        SuiteNode kwargsNode = fields.get("kwargs");
        Map<String, @Nullable Object> kwargs = Map.of();
        SuiteNode conditionNode = fields.get(Kwargs.ROW_CONDITION);
        if (kwargsNode == null) {
            type.kwargs().stream()
                    .filter(Kwarg::required)
                    .forEach(kwarg -> mistakes.add(node.mistake(type.code() + " needs kwargs with " + kwarg.name())));
        } else {
            kwargs = new Kwargs(type, mistakes).read(kwargsNode);
            SuiteNode inKwargs = kwargsNode.fields(mistakes).get(Kwargs.ROW_CONDITION);
            conditionNode = inKwargs == null ? conditionNode : inKwargs;
        }
        RowCondition condition = conditionNode == null ? null : condition(conditionNode, mistakes);
        if (conditionNode != null && condition != null) {
            kwargs = new LinkedHashMap<>(kwargs);
            kwargs.put(Kwargs.ROW_CONDITION, conditionNode.value());
        }
        return new Expectation(
                type,
                kwargs,
                condition,
                severity(fields.get("severity")),
                meta(fields),
                id(fields.get("id"), type, kwargs),
                node.line());
    }

    private Optional<ExpectationType> type(SuiteNode node, Map<String, SuiteNode> fields) {
        SuiteNode typeNode = fields.getOrDefault("type", fields.get("expectation_type"));
        if (typeNode == null) {
            mistakes.add(node.mistake("an expectation needs a type, such as expect_column_values_to_not_be_null"));
            return Optional.empty();
        }
        String code = String.valueOf(typeNode.value());
        Optional<ExpectationType> type = ExpectationType.of(code);
        if (type.isEmpty()) {
            List<String> codes = Stream.of(ExpectationType.values())
                    .map(ExpectationType::code)
                    .toList();
            mistakes.add(typeNode.mistake(
                    "there is no expectation " + code + "; did you mean " + Nearest.of(code, codes) + "?"));
        }
        return type;
    }

    private Severity severity(@Nullable SuiteNode node) {
        if (node == null || node.isNull()) {
            return Severity.CRITICAL;
        }
        String code = String.valueOf(node.value());
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.add(node.mistake("severity is critical, warning or info, was " + code));
                    return Severity.CRITICAL;
                });
    }

    /** Null where there is none, or where it can't be read; then there is a mistake more. */
    static @Nullable RowCondition condition(SuiteNode node, Collection<SuiteMistake> mistakes) {
        if (node.isNull()) {
            return null;
        }
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            mistakes.add(node.mistake("row_condition must be a text, such as country = 'DE' and price > 10"));
            return null;
        }
        try {
            return RowConditionReader.read(text.get());
        } catch (IllegalArgumentException e) {
            mistakes.add(node.mistake(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static Map<String, @Nullable Object> meta(Map<String, SuiteNode> fields) {
        Map<String, @Nullable Object> meta = new TreeMap<>();
        SuiteNode given = fields.get("meta");
        if (given != null) {
            meta.putAll(given.object());
        }
        SuiteNode notes = fields.get("notes");
        if (notes != null && !notes.isNull()) {
            meta.putIfAbsent("notes", notes.value());
        }
        return meta;
    }

    private static String id(@Nullable SuiteNode given, ExpectationType type, Map<String, @Nullable Object> kwargs) {
        if (given != null && given.text().isPresent()) {
            return given.text().get();
        }
        String content = type.code() + new TreeMap<>(kwargs);
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
