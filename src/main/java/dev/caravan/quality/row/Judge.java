package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Shape;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One expectation, compiled: its columns are found, its arguments read.
 *
 * @param filter which rows it looks at; null: all
 */
record Judge(Expectation expectation, @Nullable Filter filter, Supplier<Tally> tallies) {

    /** In the stream. */
    static Judge of(Expectation expectation, Shape shape, ZoneId shopTimeZone) {
        return of(expectation, shape, shopTimeZone, ZScores.NONE);
    }

    /** What can't be compiled becomes a judge that says so. */
    static Judge of(Expectation expectation, Shape shape, ZoneId shopTimeZone, ZScores zScores) {
        return compiled(expectation, shape, shopTimeZone, () -> {
            RowTest near = zScores.testOf(expectation);
            if (near == null) {
                return Tallies.of(expectation, shape, shopTimeZone);
            }
            int column = shape.indexOf(expectation.requiredText("column"));
            return () -> new CountsTally.OfValues(column, near);
        });
    }

    /** Of the rows that an expectation looks at, mean and standard deviation of its column. */
    static Judge ofMoments(Expectation expectation, Shape shape, ZoneId shopTimeZone) {
        return compiled(expectation, shape, shopTimeZone, () -> {
            TypedColumn column =
                    TypedColumn.of(shape, expectation.requiredText("column")).ofNumbers();
            return () -> new MomentsTally(column, true);
        });
    }

    private static Judge compiled(
            Expectation expectation, Shape shape, ZoneId shopTimeZone, Supplier<Supplier<Tally>> tallies) {
        try {
            RowCondition condition = expectation.rowCondition();
            Filter filter = condition == null ? null : Filter.of(condition, shape, shopTimeZone);
            return new Judge(expectation, filter, tallies.get());
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            return new Judge(expectation, null, () -> new BrokenTally(why));
        }
    }

    void see(Row row, Tally tally) {
        if (filter == null || filter.of(row.values) == Filter.Truth.TRUE) {
            tally.add(row);
        }
    }
}
