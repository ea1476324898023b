package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What was seen of some rows by all judges of a suite. */
final class Seen {
    private final Judge[] judges;
    private final Tally[] tallies;

    Seen(List<Judge> judges) {
        this.judges = judges.toArray(Judge[]::new);
        this.tallies = judges.stream().map(one -> one.tallies().get()).toArray(Tally[]::new);
    }

    void add(Row row) {
        for (int i = 0; i < tallies.length; i++) {
            judges[i].see(row, tallies[i]);
        }
    }

    void merge(Seen other) {
        for (int i = 0; i < tallies.length; i++) {
            tallies[i].merge(other.tallies[i]);
        }
    }

    /** @param expectations the judges' own, in their order, or such as differ in bounds of aggregates alone */
    List<Verdict> verdicts(List<Expectation> expectations, Judgement judgement) {
        if (expectations.size() != tallies.length) {
            throw new IllegalArgumentException(
                    "there must be " + tallies.length + " expectations, were " + expectations.size());
        }
        List<Verdict> verdicts = new ArrayList<>(tallies.length);
        for (int i = 0; i < tallies.length; i++) {
            verdicts.add(tallies[i].verdict(expectations.get(i), judgement));
        }
        return verdicts;
    }

    List<Place> failing(int expectationIndex, long afterPacked, int limit) {
        return tallies[expectationIndex].failing(afterPacked, limit);
    }

    Tally tally(int index) {
        return tallies[index];
    }

    void write(Output out) {
        for (Tally tally : tallies) {
            tally.write(out);
        }
    }

    void read(Input in) {
        for (Tally tally : tallies) {
            tally.read(in);
        }
    }
}
