package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.util.List;

/**
 * What has been seen of one expectation. Tallies of the same expectation merge in any order, and what they say and write then is the
 * same.
 */
interface Tally {
    /** A row that the expectation looks at. */
    void add(Row row);

    /** Takes in all that the other has seen, which is of the same expectation. */
    void merge(Tally other);

    void write(Output out);

    /** Into a tally that has seen nothing. */
    void read(Input in);

    /**
     * What it comes to.
     *
     * @param expectation the tally's own, or one that differs in bounds and {@code mostly} alone
     */
    Verdict verdict(Expectation expectation, Judgement judgement);

    /** Places of failing rows behind that one, in their order. */
    default List<Place> failing(long afterPacked, int limit) {
        return List.of();
    }
}
