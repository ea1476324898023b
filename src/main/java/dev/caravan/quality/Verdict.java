package dev.caravan.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one expectation.
 *
 * @param success false too where {@code exception} is given
 * @param counts null where it judges no single rows
 * @param observed what an aggregate or table expectation saw: a {@code BigDecimal}, {@code String}, {@code Boolean}, {@code List} or {@code Map} of such;
 *     null where nothing was seen, or where rows were judged
 * @param details more that the result's JSON carries, by name, as for {@code observed}
 * @param exception why it could not be judged; then it counts as critical
 * @param sql the statement that judged it; null in the stream
 * @param failingRowsSql a select of the failing rows' keys and judged columns, without order and limit; null where there is none
 * @param approximate true where a sketch was needed; the error stands in the expectation's documentation
 */
public record Verdict(
        Expectation expectation,
        boolean success,
        @Nullable Counts counts,
        @Nullable Object observed,
        Map<String, @Nullable Object> details,
        @Nullable String exception,
        @Nullable String sql,
        @Nullable String failingRowsSql,
        boolean approximate) {

    /**
     * Rows, of an expectation that judges rows.
     *
     * @param elements rows looked at: those that the row condition leaves, without ignored ones
     * @param missing of these, those whose value is null; 0 where null itself is judged
     * @param unexpected of the others, those that are not as expected
     * @param partialUnexpected up to 20 unexpected values, as they came
     * @param partialUnexpectedCounts up to 20 unexpected values with how often each came, the most frequent first
     */
    public record Counts(
            long elements,
            long missing,
            long unexpected,
            List<@Nullable Object> partialUnexpected,
            List<ValueCount> partialUnexpectedCounts) {
        public long nonMissing() {
            return elements - missing;
        }
    }

    public record ValueCount(@Nullable Object value, long count) {}

    /** Rows were judged: it is met if at least {@code mostly} of those that aren't missing are as expected; of none, always. */
    public static Verdict ofRows(Expectation expectation, Counts counts) {
        BigDecimal asExpected = BigDecimal.valueOf(counts.nonMissing() - counts.unexpected());
        BigDecimal needed = expectation.mostly().multiply(BigDecimal.valueOf(counts.nonMissing()));
        return new Verdict(
                expectation, asExpected.compareTo(needed) >= 0, counts, null, Map.of(), null, null, null, false);
    }

    /** Something was observed of all rows together. */
    public static Verdict ofAggregate(Expectation expectation, boolean success, @Nullable Object observed) {
        return new Verdict(expectation, success, null, observed, Map.of(), null, null, null, false);
    }

    /** It could not be judged. */
    public static Verdict raised(Expectation expectation, String exception) {
        return new Verdict(expectation, false, null, null, Map.of(), exception, null, null, false);
    }

    public Verdict withDetails(Map<String, @Nullable Object> newDetails) {
        return new Verdict(
                expectation, success, counts, observed, newDetails, exception, sql, failingRowsSql, approximate);
    }

    public Verdict withSql(@Nullable String newSql, @Nullable String newFailingRowsSql) {
        return new Verdict(
                expectation, success, counts, observed, details, exception, newSql, newFailingRowsSql, approximate);
    }

    public Verdict asApproximate() {
        return new Verdict(expectation, success, counts, observed, details, exception, sql, failingRowsSql, true);
    }

    /** What it counts as: as critical where it could not be judged. */
    public Severity severity() {
        return exception == null ? expectation.severity() : Severity.CRITICAL;
    }
}
