package dev.caravan.quality;

import dev.caravan.event.Nearest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of one expectation: each known, of its form, and all that are required. */
final class Kwargs {
    /** Great Expectations writes them into suites; they say how to run, not what is expected. */
    private static final Set<String> PASSED_OVER = Set.of(
            "batch_id",
            "result_format",
            "catch_exceptions",
            "condition_parser",
            "auto",
            "profiler_config",
            "severity",
            "description",
            "windows",
            "parse_strings_as_datetimes");

    static final String ROW_CONDITION = "row_condition";

    private final ExpectationType type;
    private final Collection<SuiteMistake> mistakes;
    private final Map<String, @Nullable Object> read = new LinkedHashMap<>();

    Kwargs(ExpectationType type, Collection<SuiteMistake> mistakes) {
        this.type = type;
        this.mistakes = mistakes;
    }

    /** What is given, without {@code row_condition}. */
    Map<String, @Nullable Object> read(SuiteNode kwargs) {
        Map<String, SuiteNode> given = kwargs.fields(mistakes);
        for (Map.Entry<String, SuiteNode> entry : given.entrySet()) {
            String name = entry.getKey();
            if (!name.equals(ROW_CONDITION) && !PASSED_OVER.contains(name)) {
                known(name, entry.getValue());
            }
        }
        for (Kwarg kwarg : type.kwargs()) {
            SuiteNode value = given.get(kwarg.name());
            if (kwarg.required() && (value == null || value.isNull())) {
                mistakes.add(kwargs.mistake(type.code() + " needs " + kwarg.name() + ", "
                        + kwarg.form().description()));
            }
        }
        return read;
    }

    private void known(String name, SuiteNode value) {
        List<String> names = Stream.concat(type.kwargs().stream().map(Kwarg::name), Stream.of(ROW_CONDITION))
                .toList();
        type.kwargs().stream()
                .filter(kwarg -> kwarg.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        kwarg -> take(kwarg, value),
                        () -> mistakes.add(value.mistake(type.code() + " knows no " + name + "; did you mean "
                                + Nearest.of(name, names) + "?")));
    }

    private void take(Kwarg kwarg, SuiteNode value) {
        if (value.isNull()) {
            return;
        }
        if (value.fields(mistakes).containsKey("$PARAMETER")) {
            mistakes.add(
                    value.mistake(kwarg.name() + " is a suite parameter, which has no value here; write the value"));
        } else if (fits(kwarg.form(), value)) {
            read.put(kwarg.name(), value.value());
        } else {
            mistakes.add(
                    value.mistake(kwarg.name() + " must be " + kwarg.form().description() + ", was " + shown(value)));
        }
    }

    private static boolean fits(Kwarg.Form form, SuiteNode node) {
        Object value = node.value();
        return switch (form) {
            case TEXT -> value instanceof String;
            case NUMBER -> value instanceof BigDecimal;
            case COUNT -> value instanceof BigDecimal number && number.signum() >= 0 && isWhole(number);
            case RATIO ->
                value instanceof BigDecimal number && number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
            case FLAG -> value instanceof Boolean;
            case BOUND -> value instanceof BigDecimal || (value instanceof String text && Times.isTime(text));
            case DURATION -> value instanceof String text && isDuration(text);
            case VALUES -> isListOf(value, item -> !(item instanceof List) && !(item instanceof Map));
            case TEXTS ->
                isListOf(value, String.class::isInstance) && !node.items().isEmpty();
            case PAIRS -> isListOf(value, item -> item instanceof List<?> pair && pair.size() == 2);
            case OBJECT -> node.isObject();
            case OBJECT_OR_TEXT -> node.isObject() || value instanceof String;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isListOf(@Nullable Object value, Predicate<@Nullable Object> fits) {
        return value instanceof List<?> list && list.stream().allMatch(fits);
    }

    static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeException notADuration) {
            return false;
        }
    }

    private static String shown(SuiteNode node) {
        if (node.isObject()) {
            return "an object";
        }
        return node.isList() ? "the list " + node.value() : String.valueOf(node.value());
    }
}
