package dev.caravan.quality.row;

import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Divergence;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.QuantileRanges;
import dev.caravan.quality.Shape;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which tally an expectation needs. */
final class Tallies {
    private final Expectation expectation;
    private final Shape shape;
    private final ZoneId shopTimeZone;

    private Tallies(Expectation expectation, Shape shape, ZoneId shopTimeZone) {
        this.expectation = expectation;
        this.shape = shape;
        this.shopTimeZone = shopTimeZone;
    }

    /**
     * Makes empty tallies of it.
     *
     * @throws IllegalArgumentException where it is about a column that isn't there, an argument can't be used, or rows alone can't tell
     */
    static Supplier<Tally> of(Expectation expectation, Shape shape, ZoneId shopTimeZone) {
        return new Tallies(expectation, shape, shopTimeZone).find();
    }

    private Supplier<Tally> find() {
        if (shape.of(expectation) != null) {
            return () -> new ShapeTally(shape);
        }
        RowTest test = RowTests.of(expectation, shopTimeZone);
        if (test != null) {
            int column = column();
            return () -> new CountsTally.OfValues(column, test);
        }
        TuplesTally.TupleTest tupleTest = TupleTests.of(expectation, shopTimeZone);
        if (tupleTest != null) {
            int[] columns = columns();
            IgnoreRule ignore = IgnoreRule.of(expectation);
            return () -> new TuplesTally(columns, ignore, tupleTest);
        }
        Supplier<Tally> ofRows = ofRows();
        return ofRows == null ? ofColumn() : ofRows;
    }

    private @Nullable Supplier<Tally> ofRows() {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL -> nulls(false);
            case EXPECT_COLUMN_VALUES_TO_BE_NULL -> nulls(true);
            case EXPECT_COLUMN_VALUES_TO_BE_INCREASING -> order(true);
            case EXPECT_COLUMN_VALUES_TO_BE_DECREASING -> order(false);
            case EXPECT_COLUMN_VALUES_TO_BE_UNIQUE -> {
                int column = column();
                yield () -> UniqueTally.ofColumn(column);
            }
            case EXPECT_COMPOUND_COLUMNS_TO_BE_UNIQUE -> {
                int[] columns = columns();
                IgnoreRule ignore = IgnoreRule.of(expectation);
                yield () -> UniqueTally.ofColumns(columns, ignore);
            }
            case EXPECT_COLUMN_PROPORTION_OF_NON_NULL_VALUES_TO_BE_BETWEEN -> {
                int column = column();
                yield () -> new NonNullTally(column);
            }
            case EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN, EXPECT_TABLE_ROW_COUNT_TO_EQUAL -> RowCountTally::new;
            default -> null;
        };
    }

    private Supplier<Tally> ofColumn() {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_MIN_TO_BE_BETWEEN -> extreme(typed(), false);
            case EXPECT_COLUMN_MAX_TO_BE_BETWEEN -> extreme(typed(), true);
            case EXPECT_COLUMN_MAX_AGE_TO_BE_LESS_THAN -> age();
            case EXPECT_COLUMN_SUM_TO_BE_BETWEEN, EXPECT_COLUMN_MEAN_TO_BE_BETWEEN -> moments(false);
            case EXPECT_COLUMN_STDEV_TO_BE_BETWEEN -> moments(true);
            case EXPECT_COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN,
                    EXPECT_COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN -> {
                TypedColumn column = typed();
                yield () -> new DistinctTally(column);
            }
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET,
                    EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET,
                    EXPECT_COLUMN_DISTINCT_VALUES_TO_EQUAL_SET -> {
                TypedColumn column = typed();
                yield () -> new DistinctValuesTally(column);
            }
            case EXPECT_COLUMN_MEDIAN_TO_BE_BETWEEN -> values(typed().ofNumbers());
            case EXPECT_COLUMN_QUANTILE_VALUES_TO_BE_BETWEEN -> {
                Objects.requireNonNull(QuantileRanges.of(expectation.map("quantile_ranges")));
                yield values(typed());
            }
            case EXPECT_COLUMN_MOST_COMMON_VALUE_TO_BE_IN_SET -> values(typed());
            case EXPECT_COLUMN_KL_DIVERGENCE_TO_BE_LESS_THAN, EXPECT_COLUMN_PSI_TO_BE_LESS_THAN -> divergence();
            default -> throw cannot();
        };
    }

    private IllegalArgumentException cannot() {
        return new IllegalArgumentException(expectation.type().code() + " can't be judged row by row");
    }

    private Supplier<Tally> nulls(boolean expectNull) {
        int column = column();
        return () -> new CountsTally.OfNulls(column, expectNull);
    }

    private Supplier<Tally> order(boolean increasing) {
        int column = column();
        boolean strictly = expectation.flag("strictly");
        return () -> new OrderTally(column, increasing, strictly);
    }

    private static Supplier<Tally> extreme(TypedColumn column, boolean greatest) {
        return () -> new ExtremeTally(column, greatest);
    }

    private Supplier<Tally> age() {
        TypedColumn column = typed();
        if (column.kind() != ColumnTypes.Kind.TIME && column.kind() != ColumnTypes.Kind.DATE) {
            throw new IllegalArgumentException(column.name() + " must be a column of times, is " + column.type());
        }
        try {
            Objects.requireNonNull(Duration.parse(expectation.requiredText("max_age")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("max_age must be a duration such as PT15M", e);
        }
        return extreme(column, true);
    }

    private Supplier<Tally> moments(boolean squares) {
        TypedColumn column = typed().ofNumbers();
        return () -> new MomentsTally(column, squares);
    }

    private static Supplier<Tally> values(TypedColumn column) {
        return () -> new ValuesTally(column);
    }

    private Supplier<Tally> divergence() {
        boolean isStated = !expectation.map("partition_object").isEmpty();
        if (!isStated && expectation.type() == ExpectationType.EXPECT_COLUMN_PSI_TO_BE_LESS_THAN) {
            throw cannot();
        }
        Divergence expected = Divergence.of(expectation.map("partition_object"));
        TypedColumn column = expected.edges().isEmpty() ? typed() : typed().ofNumbers();
        return () -> new DivergenceTally(column, expected, shopTimeZone);
    }

    private int column() {
        return shape.indexOf(expectation.requiredText("column"));
    }

    private TypedColumn typed() {
        return TypedColumn.of(shape, expectation.requiredText("column"));
    }

    private int[] columns() {
        Stream<String> names = expectation.kwargs().containsKey("column_A")
                ? Stream.of(expectation.requiredText("column_A"), expectation.requiredText("column_B"))
                : list("column_list").stream();
        return names.mapToInt(shape::indexOf).toArray();
    }

    private List<String> list(String kwarg) {
        return expectation.list(kwarg).stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }
}
