package dev.caravan.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One judgement of a whole suite.
 *
 * @param runId of the stream, made of suite and window, so that a window that is judged again replaces its run
 * @param trigger why it ran: {@code schedule}, {@code request}, {@code import}, {@code window} or {@code command}
 * @param range the span of time that was looked at: the window, or the partition; null: all times
 */
public record SuiteRun(
        UUID runId,
        Suite suite,
        String trigger,
        Instant startedAt,
        Instant endedAt,
        Partition.@Nullable Range range,
        List<Verdict> verdicts) {

    public boolean success() {
        return verdicts.stream().allMatch(Verdict::success);
    }

    public long successful() {
        return verdicts.stream().filter(Verdict::success).count();
    }

    /** Expectations that count as critical and are not met. */
    public List<Verdict> criticalFailures() {
        return verdicts.stream()
                .filter(verdict -> !verdict.success() && verdict.severity() == Severity.CRITICAL)
                .toList();
    }

    /** The share of expectations that are met, weighted by severity, 0 to 1 with four digits; null for an empty suite. */
    public @Nullable BigDecimal score() {
        long all = verdicts.stream()
                .mapToLong(verdict -> verdict.severity().weight())
                .sum();
        long met = verdicts.stream()
                .filter(Verdict::success)
                .mapToLong(verdict -> verdict.severity().weight())
                .sum();
        return all == 0 ? null : BigDecimal.valueOf(met).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
    }
}
