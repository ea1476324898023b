package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.util.List;

/** Of an expectation that judges each row by itself: counts and failing places, exact. */
abstract class CountsTally implements Tally {
    final RowCounts counts = new RowCounts();

    @Override
    public final void merge(Tally other) {
        counts.merge(((CountsTally) other).counts);
    }

    @Override
    public final void write(Output out) {
        counts.write(out);
    }

    @Override
    public final void read(Input in) {
        counts.read(in);
    }

    @Override
    public final Verdict verdict(Expectation expectation, Judgement judgement) {
        return Verdict.ofRows(expectation, counts.toCounts());
    }

    @Override
    public final List<Place> failing(long afterPacked, int limit) {
        return counts.failing.after(afterPacked, limit);
    }

    /** Each value of a column that isn't missing. */
    static final class OfValues extends CountsTally {
        private final int column;
        private final RowTest test;

        OfValues(int column, RowTest test) {
            this.column = column;
            this.test = test;
        }

        @Override
        public void add(Row row) {
            Object value = row.values[column];
            counts.elements++;
            if (value == null) {
                counts.missing++;
            } else if (!test.isAsExpected(value)) {
                counts.unexpected(row.place(), value);
            }
        }
    }

    /** Whether the value is missing. */
    static final class OfNulls extends CountsTally {
        private final int column;
        private final boolean expectNull;

        OfNulls(int column, boolean expectNull) {
            this.column = column;
            this.expectNull = expectNull;
        }

        @Override
        public void add(Row row) {
            counts.elements++;
            if (row.values[column] == null != expectNull) {
                counts.unexpected(row.place());
            }
        }
    }
}
