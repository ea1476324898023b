package dev.caravan.quality;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code expect_column_most_common_value_to_be_in_set}. */
public final class MostCommon {
    private MostCommon() {}

    /**
     * The verdict: of several values that come equally often, with {@code ties_okay} one must be in the set, else all.
     *
     * @param found the columns' values that come most often, in their order; empty where there is no value
     */
    public static Verdict judge(Expectation expectation, List<?> found, ZoneId shopTimeZone) {
        List<@Nullable Object> set = expectation.list("value_set");
        long inSet =
                found.stream().filter(value -> isIn(value, set, shopTimeZone)).count();
        boolean success = found.isEmpty() || (expectation.flag("ties_okay") ? inSet > 0 : inSet == found.size());
        List<@Nullable Object> observed = new ArrayList<>();
        found.forEach(value -> observed.add(Values.observed(value)));
        return Verdict.ofAggregate(expectation, success, found.isEmpty() ? null : observed);
    }

    /** Whether a column's value is one of a set; what is of another kind never is. */
    public static boolean isIn(Object value, List<?> set, ZoneId shopTimeZone) {
        for (Object given : set) {
            Integer comparison = given == null ? null : Values.compare(value, given, shopTimeZone);
            if (comparison != null && comparison == 0) {
                return true;
            }
        }
        return false;
    }
}
