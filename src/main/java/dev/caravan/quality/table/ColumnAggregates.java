package dev.caravan.quality.table;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Divergence;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.Moments;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the common scan can tell of a column as a whole: expressions for it, and the verdict from their values. */
final class ColumnAggregates {
    private static final String NOT_A_NUMBER = "NaN";

    private final Session session;

    ColumnAggregates(Session session) {
        this.session = session;
    }

    /** Null where it is judged in another way. */
    Plan.@Nullable Scan of(Expectation expectation) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_MIN_TO_BE_BETWEEN -> extreme(expectation, "min", "bool_and");
            case EXPECT_COLUMN_MAX_TO_BE_BETWEEN -> extreme(expectation, "max", "bool_or");
            case EXPECT_COLUMN_MEAN_TO_BE_BETWEEN -> ofMoments(expectation, Moments::mean);
            case EXPECT_COLUMN_STDEV_TO_BE_BETWEEN -> ofMoments(expectation, Moments::stdev);
            case EXPECT_COLUMN_SUM_TO_BE_BETWEEN ->
                ofMoments(expectation, moments -> moments.count() == 0 ? null : Values.plain(moments.sum()));
            case EXPECT_COLUMN_PROPORTION_OF_NON_NULL_VALUES_TO_BE_BETWEEN -> nonNull(expectation);
            case EXPECT_COLUMN_KL_DIVERGENCE_TO_BE_LESS_THAN -> divergence(expectation, true);
            case EXPECT_COLUMN_PSI_TO_BE_LESS_THAN ->
                expectation.map("partition_object").isEmpty() ? null : divergence(expectation, false);
            case EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN -> age(expectation);
            default -> null;
        };
    }

    private Column column(Expectation expectation) {
        return session.relation().column(expectation.requiredText("column"));
    }

    private String filtered(Expectation expectation, String aggregate, @Nullable String... more) {
        List<@Nullable String> conditions = new ArrayList<>(List.of());
        conditions.add(session.filter(expectation));
        conditions.addAll(java.util.Arrays.asList(more));
        String filter = RowRule.and(conditions.toArray(String[]::new));
        return filter.isEmpty() ? aggregate : aggregate + " filter (where " + filter + ")";
    }

    private Plan.Scan extreme(Expectation expectation, String aggregate, String ofBooleans) {
        Column column = column(expectation);
        boolean flags = column.kind() == ColumnTypes.Kind.BOOLEAN;
        String found = filtered(expectation, (flags ? ofBooleans : aggregate) + "(" + column.ordered() + ")");
        String nan = column.mayBeNaN() ? filtered(expectation, "bool_or(" + column.value() + " = 'NaN')") : "false";
        return new Plan.Scan(List.of(found, nan), values -> {
            if (Boolean.TRUE.equals(values.get(1))) {
                return Verdict.ofAggregate(expectation, false, NOT_A_NUMBER);
            }
            Object value = values.get(0);
            boolean success = value == null || Bounds.of(expectation).hold(value, session.zone());
            return Verdict.ofAggregate(expectation, success, Values.observed(value));
        });
    }

    /** Count, sum and sum of squares, for {@link #moments}. */
    List<String> momentsOf(Expectation expectation) {
        String number = column(expectation).numeric();
        return List.of(
                filtered(expectation, "count(" + column(expectation).quoted() + ")"),
                filtered(expectation, "sum(" + number + ")"),
                filtered(expectation, "sum(" + number + " * " + number + ")"));
    }

    /** Null where a value isn't a number, or infinite. */
    static @Nullable Moments moments(List<@Nullable Object> values) {
        long count = TableEngine.count(values.get(0));
        if (count == 0) {
            return Moments.NONE;
        }
        return values.get(1) instanceof BigDecimal sum && values.get(2) instanceof BigDecimal squares
                ? new Moments(count, sum, squares)
                : null;
    }

    private Plan.Scan ofMoments(Expectation expectation, Function<Moments, @Nullable BigDecimal> observe) {
        return new Plan.Scan(momentsOf(expectation), values -> {
            Moments moments = moments(values);
            if (moments == null) {
                return Verdict.ofAggregate(expectation, false, String.valueOf(values.get(1)));
            }
            BigDecimal observed = observe.apply(moments);
            boolean success = observed == null || Bounds.of(expectation).hold(observed, session.zone());
            return Verdict.ofAggregate(expectation, success, observed);
        });
    }

    private Plan.Scan nonNull(Expectation expectation) {
        List<String> expressions = List.of(
                filtered(expectation, "count(*)"),
                filtered(expectation, "count(" + column(expectation).quoted() + ")"));
        return new Plan.Scan(expressions, values -> share(expectation, values.get(1), values.get(0)));
    }

    /** The verdict about a share of two counts; of nothing there is none. */
    Verdict share(Expectation expectation, @Nullable Object part, @Nullable Object whole) {
        long all = TableEngine.count(whole);
        if (all == 0) {
            return Verdict.ofAggregate(expectation, true, null);
        }
        BigDecimal share = Values.plain(BigDecimal.valueOf(TableEngine.count(part))
                .divide(BigDecimal.valueOf(all), Moments.SCALE, RoundingMode.HALF_UP));
        return Verdict.ofAggregate(expectation, Bounds.of(expectation).hold(share, session.zone()), share);
    }

    private Plan.Scan divergence(Expectation expectation, boolean kullbackLeibler) {
        Divergence expected = Divergence.of(expectation.map("partition_object"));
        List<String> expressions = new ArrayList<>();
        for (String cell : Cells.conditions(column(expectation), expected)) {
            expressions.add(filtered(expectation, "count(*)", cell));
        }
        BigDecimal threshold = expectation.requiredDecimal("threshold");
        return new Plan.Scan(expressions, values -> {
            long[] counts = values.stream().mapToLong(TableEngine::count).toArray();
            Double found = kullbackLeibler ? expected.kl(counts) : expected.psi(counts);
            boolean success =
                    kullbackLeibler ? Divergence.klIsMet(found, threshold) : Divergence.psiIsMet(found, threshold);
            return Verdict.ofAggregate(expectation, success, Divergence.observed(found))
                    .withDetails(Cells.details(expected, counts));
        });
    }

    private Plan.Scan age(Expectation expectation) {
        Column column = column(expectation);
        if (column.kind() != ColumnTypes.Kind.TIME && column.kind() != ColumnTypes.Kind.DATE) {
            throw new IllegalArgumentException(
                    "column " + column.name() + " holds no times, its type is " + column.type());
        }
        Duration most = Duration.parse(expectation.requiredText("max_age"));
        return new Plan.Scan(List.of(filtered(expectation, "max(" + column.value() + ")")), values -> {
            Object newest = values.get(0);
            if (newest == null) {
                return Verdict.ofAggregate(expectation, false, null);
            }
            Instant time = newest instanceof LocalDate day
                    ? day.atStartOfDay(session.zone()).toInstant()
                    : (Instant) newest;
            Duration age = Duration.between(time, session.now());
            BigDecimal seconds = BigDecimal.valueOf(age.getSeconds()).add(BigDecimal.valueOf(age.getNano(), 9));
            return Verdict.ofAggregate(expectation, age.compareTo(most) < 0, Values.plain(seconds));
        });
    }
}
