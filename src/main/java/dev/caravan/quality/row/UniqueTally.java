package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value, or the values of several columns together, come only once. Kept are hashes and places, see {@link Occurrences} and
 * {@link Hashes}; not the values, so none are shown.
 */
final class UniqueTally implements Tally {
    private final int[] columns;
    /** Null where a missing value is missing. */
    private final @Nullable IgnoreRule ignore;

    private final Occurrences occurrences = new Occurrences();
    private long elements;
    private long missing;

    private UniqueTally(int[] columns, @Nullable IgnoreRule ignore) {
        this.columns = columns;
        this.ignore = ignore;
    }

    static UniqueTally ofColumn(int column) {
        return new UniqueTally(new int[] {column}, null);
    }

    static UniqueTally ofColumns(int[] columns, IgnoreRule ignore) {
        return new UniqueTally(columns, ignore);
    }

    @Override
    public void add(Row row) {
        if (ignore != null && ignore.ignores(row.values, columns)) {
            return;
        }
        elements++;
        if (ignore == null && row.values[columns[0]] == null) {
            missing++;
            return;
        }
        long hash = Hashes.of(row.values[columns[0]]);
        for (int i = 1; i < columns.length; i++) {
            hash = Hashes.combined(hash, Hashes.of(row.values[columns[i]]));
        }
        occurrences.add(hash, row.place());
    }

    @Override
    public void merge(Tally other) {
        UniqueTally unique = (UniqueTally) other;
        elements += unique.elements;
        missing += unique.missing;
        occurrences.merge(unique.occurrences);
    }

    @Override
    public void write(Output out) {
        out.count(elements);
        out.count(missing);
        occurrences.write(out);
    }

    @Override
    public void read(Input in) {
        elements = in.count();
        missing = in.count();
        occurrences.read(in);
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        long unexpected = Math.min(elements - missing, occurrences.repeated());
        Verdict verdict =
                Verdict.ofRows(expectation, new Verdict.Counts(elements, missing, unexpected, List.of(), List.of()));
        return occurrences.isExact() ? verdict : verdict.asApproximate();
    }

    @Override
    public List<Place> failing(long afterPacked, int limit) {
        return occurrences.repeatedPlaces().after(afterPacked, limit);
    }
}
