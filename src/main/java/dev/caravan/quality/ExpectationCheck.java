package dev.caravan.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the forms of single arguments don't tell: whether they make sense together. */
final class ExpectationCheck {
    private static final Set<String> BASELINE = Set.of("runs", "deviations", "at_least");
    private static final Map<ExpectationType.Kind, Set<String>> IGNORE_ROW_IF = Map.of(
            ExpectationType.Kind.COLUMN_PAIR,
            Set.of("both_values_are_missing", "either_value_is_missing", "neither"),
            ExpectationType.Kind.MULTI_COLUMN,
            Set.of("all_values_are_missing", "any_value_is_missing", "never"));

    private final Collection<SuiteMistake> mistakes;

    ExpectationCheck(Collection<SuiteMistake> mistakes) {
        this.mistakes = mistakes;
    }

    void check(Expectation expectation, SuiteNode node) {
        String mistake = mistakeIn(expectation);
        if (mistake != null) {
            mistakes.add(node.mistake(expectation.type().code() + ": " + mistake));
        }
    }

    private static @Nullable String mistakeIn(Expectation expectation) {
        String mistake = boundsMistake(expectation);
        if (mistake == null) {
            mistake = regexMistake(expectation);
        }
        if (mistake == null) {
            mistake = choiceMistake(expectation);
        }
        return mistake == null ? objectMistake(expectation) : mistake;
    }

    private static @Nullable String boundsMistake(Expectation expectation) {
        boolean bounded = expectation.type().kwargs().stream()
                .anyMatch(kwarg -> kwarg.name().equals("min_value"));
        Object min = expectation.value("min_value");
        Object max = expectation.value("max_value");
        if (!bounded || !expectation.map("baseline").isEmpty()) {
            return null;
        }
        if (min == null && max == null) {
            return "min_value, max_value or both are needed";
        }
        if (min != null && max != null && min.getClass() != max.getClass()) {
            return "min_value and max_value must be of one kind, both numbers or both times";
        }
        if (min instanceof BigDecimal from && max instanceof BigDecimal to && from.compareTo(to) > 0) {
            return "min_value " + from.toPlainString() + " is above max_value " + to.toPlainString();
        }
        return null;
    }

    private static @Nullable String regexMistake(Expectation expectation) {
        try {
            String regex = expectation.text("regex");
            if (regex != null) {
                RegexDialect.toPostgres(regex);
            }
            expectation.list("regex_list").forEach(each -> RegexDialect.toPostgres(String.valueOf(each)));
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static @Nullable String choiceMistake(Expectation expectation) {
        String matchOn = expectation.text("match_on");
        if (matchOn != null && !Set.of("any", "all").contains(matchOn)) {
            return "match_on is any or all, was " + matchOn;
        }
        String ignored = expectation.text("ignore_row_if");
        Set<String> choices = IGNORE_ROW_IF.getOrDefault(expectation.type().kind(), Set.of());
        return ignored == null || choices.contains(ignored)
                ? null
                : "ignore_row_if is one of "
                        + String.join(", ", choices.stream().sorted().toList()) + ", was " + ignored;
    }

    private static @Nullable String objectMistake(Expectation expectation) {
        Map<String, @Nullable Object> baseline = expectation.map("baseline");
        if (!BASELINE.containsAll(baseline.keySet())
                || !baseline.values().stream().allMatch(BigDecimal.class::isInstance)) {
            return "baseline has the numbers runs, deviations and at_least";
        }
        Map<String, @Nullable Object> quantiles = expectation.map("quantile_ranges");
        if (!quantiles.isEmpty() && !isQuantileRanges(quantiles)) {
            return "quantile_ranges has quantiles, numbers from 0 to 1, and as many value_ranges, each [min or null, max or null]";
        }
        Map<String, @Nullable Object> partition = expectation.map("partition_object");
        if (!partition.isEmpty() && !isPartition(partition)) {
            return "partition_object has weights and as many values, or one more of bins than weights";
        }
        boolean hasBaseline = !partition.isEmpty()
                || (expectation.text("time_column") != null && expectation.decimal("baseline_days") != null);
        if (expectation.type() == ExpectationType.EXPECT_COLUMN_PSI_TO_BE_LESS_THAN && !hasBaseline) {
            return "partition_object is needed, or time_column and baseline_days, which say what it is compared with";
        }
        return schemaMistake(expectation);
    }

    private static boolean isQuantileRanges(Map<String, @Nullable Object> ranges) {
        return ranges.get("quantiles") instanceof List<?> quantiles
                && ranges.get("value_ranges") instanceof List<?> values
                && quantiles.size() == values.size()
                && quantiles.stream()
                        .allMatch(each -> each instanceof BigDecimal number
                                && number.signum() >= 0
                                && number.compareTo(BigDecimal.ONE) <= 0)
                && values.stream().allMatch(each -> each instanceof List<?> range && isRange(range));
    }

    private static boolean isRange(List<?> range) {
        return range.size() == 2 && range.stream().allMatch(bound -> bound == null || (bound instanceof BigDecimal));
    }

    private static boolean isPartition(Map<String, @Nullable Object> partition) {
        if (!(partition.get("weights") instanceof List<?> weights)
                || !weights.stream().allMatch(BigDecimal.class::isInstance)) {
            return false;
        }
        return (partition.get("values") instanceof List<?> values && values.size() == weights.size())
                || (partition.get("bins") instanceof List<?> bins
                        && bins.size() == weights.size() + 1
                        && bins.stream().allMatch(BigDecimal.class::isInstance));
    }

    private static @Nullable String schemaMistake(Expectation expectation) {
        if (!(expectation.value("json_schema") instanceof String schema)) {
            return null;
        }
        try {
            return new JsonMapper().readTree(schema).isObject() ? null : "json_schema must be a JSON object";
        } catch (JsonProcessingException e) {
            return "json_schema is no JSON: " + e.getOriginalMessage();
        }
    }
}
