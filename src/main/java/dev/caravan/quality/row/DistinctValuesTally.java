package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.MostCommon;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The different values of a column, exact up to 10,000; with more it isn't judged. */
final class DistinctValuesTally extends ColumnTally {
    static final int MOST = 10_000;

    private final Set<Object> values = new HashSet<>();
    private boolean tooMany;

    DistinctValuesTally(TypedColumn column) {
        super(column);
    }

    @Override
    void add(Object value, Row row) {
        take(RowValues.key(value));
    }

    private void take(Object key) {
        if (!tooMany && values.add(key) && values.size() > MOST) {
            giveUp();
        }
    }

    private void giveUp() {
        tooMany = true;
        values.clear();
    }

    @Override
    public void merge(Tally other) {
        DistinctValuesTally distinct = (DistinctValuesTally) other;
        if (distinct.tooMany) {
            giveUp();
        }
        distinct.values.forEach(this::take);
    }

    @Override
    public void write(Output out) {
        out.flag(tooMany);
        out.count(values.size());
        inOrder().forEach(out::value);
    }

    private Set<Object> inOrder() {
        Set<Object> inOrder = new TreeSet<>(RowValues.ORDER);
        inOrder.addAll(values);
        return inOrder;
    }

    @Override
    public void read(Input in) {
        tooMany = in.flag();
        int size = in.size();
        for (int i = 0; i < size; i++) {
            values.add(in.presentValue());
        }
    }

    @Override
    public Verdict verdict(Expectation expectation, Judgement judgement) {
        if (tooMany) {
            return Verdict.raised(expectation, "there are more than " + MOST + " different values");
        }
        List<@Nullable Object> observed = new ArrayList<>();
        inOrder().forEach(value -> observed.add(Values.observed(value)));
        return Verdict.ofAggregate(expectation, isMet(expectation, judgement.shopTimeZone()), observed);
    }

    private boolean isMet(Expectation expectation, ZoneId shopTimeZone) {
        List<@Nullable Object> set = expectation.list("value_set");
        boolean inSet = values.stream().allMatch(value -> MostCommon.isIn(value, set, shopTimeZone));
        boolean containsSet = set.stream()
                .allMatch(given ->
                        given == null || values.stream().anyMatch(value -> isSame(value, given, shopTimeZone)));
        return switch (expectation.type()) {
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET -> inSet;
            case EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET -> containsSet;
            default -> inSet && containsSet;
        };
    }

    private static boolean isSame(Object value, Object given, ZoneId shopTimeZone) {
        Integer comparison = Values.compare(value, given, shopTimeZone);
        return comparison != null && comparison == 0;
    }
}
