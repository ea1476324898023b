package dev.caravan.quality.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long 30 expectations take over five million events, and in which memory: {@code -Dbench.quality=true}, printed, not judged. */
@EnabledIfSystemProperty(named = "bench.quality", matches = "true")
class QualityBenchIT {
    private static final int DAYS = 5;
    private static final int EVENTS_PER_DAY = Integer.getInteger("bench.quality.events", 5_000_000) / DAYS;
    private static final Instant NOW = Instant.parse("2026-03-10T23:59:00Z");

    private static final String SUITE = """
            name: bench
            target: {table: events}
            expectations:
              - {type: expect_column_values_to_not_be_null, kwargs: {column: event_id}}
              - {type: expect_column_values_to_not_be_null, kwargs: {column: visitor_id}}
              - {type: expect_column_values_to_not_be_null, kwargs: {column: order_id}, row_condition: event_type = 'purchase'}
              - {type: expect_column_values_to_not_be_null, kwargs: {column: product_id, mostly: 0.5}}
              - {type: expect_column_values_to_be_null, kwargs: {column: coupon}}
              - {type: expect_compound_columns_to_be_unique, kwargs: {column_list: [event_time, event_id]}}
              - {type: expect_column_values_to_be_in_set, kwargs: {column: event_type, value_set: [page_view, product_view, add_to_cart, purchase]}}
              - {type: expect_column_values_to_be_in_set, kwargs: {column: currency, value_set: [EUR]}}
              - {type: expect_column_values_to_match_regex, kwargs: {column: currency, regex: '^[A-Z]{3}$'}}
              - {type: expect_column_values_to_match_regex, kwargs: {column: page_url, regex: '^https?://'}}
              - {type: expect_column_values_to_not_match_regex, kwargs: {column: visitor_id, regex: '@'}}
              - {type: expect_column_values_to_match_like_pattern, kwargs: {column: visitor_id, like_pattern: 'v-%'}}
              - {type: expect_column_value_lengths_to_be_between, kwargs: {column: visitor_id, min_value: 1, max_value: 255}}
              - {type: expect_column_values_to_be_between, kwargs: {column: price, min_value: 0, max_value: 450}}
              - {type: expect_column_values_to_be_between, kwargs: {column: quantity, min_value: 1, max_value: 10000}}
              - {type: expect_column_values_to_be_between, kwargs: {column: event_time, min_value: '2026-01-01', max_value: '2027-01-01'}}
              - {type: expect_column_pair_values_a_to_be_greater_than_b, kwargs: {column_A: stored_at, column_B: event_time}}
              - {type: expect_column_min_to_be_between, kwargs: {column: price, min_value: 0}}
              - {type: expect_column_max_to_be_between, kwargs: {column: price, max_value: 100000}}
              - {type: expect_column_mean_to_be_between, kwargs: {column: price, min_value: 1, max_value: 1000}}
              - {type: expect_column_stdev_to_be_between, kwargs: {column: price, min_value: 1, max_value: 1000}}
              - {type: expect_column_median_to_be_between, kwargs: {column: price, min_value: 1, max_value: 1000}}
              - {type: expect_column_quantile_values_to_be_between, kwargs: {column: price, quantile_ranges: {quantiles: [0.05, 0.95], value_ranges: [[0, 100], [400, 600]]}}}
              - {type: expect_column_unique_value_count_to_be_between, kwargs: {column: visitor_id, min_value: 1000}}
              - {type: expect_column_distinct_values_to_contain_set, kwargs: {column: device_type, value_set: [mobile]}}
              - {type: expect_column_most_common_value_to_be_in_set, kwargs: {column: event_type, value_set: [page_view, product_view], ties_okay: true}}
              - {type: expect_column_kl_divergence_to_be_less_than, kwargs: {column: country, threshold: 0.1, partition_object: {values: [DE, AT, CH, NL], weights: [1, 1, 1, 1]}}}
              - {type: expect_column_psi_to_be_less_than, kwargs: {column: event_type, threshold: 0.2, time_column: event_time, baseline_days: 3}}
              - {type: expect_column_max_age_to_be_less_than, kwargs: {column: event_time, max_age: P1D}}
              - {type: expect_table_row_count_to_be_between, kwargs: {min_value: 1}}
            """;

    @Test
    void thirtyExpectationsOverFiveMillionEvents() throws Exception {
        QualityDatabase database = QualityDatabase.create("quality_bench");
        ShopTables.create(database);
        Instant before = Instant.now();
        ShopTables.fill(database, LocalDate.of(2026, 3, 10), DAYS, EVENTS_PER_DAY);
        database.execute("vacuum analyze events");
        System.out.printf("filled in %s%n", Duration.between(before, Instant.now()));
        Suite suite = SuiteReader.read("bench.yaml", SUITE);
        assertThat(suite.expectations()).hasSize(30);

        TableEngine engine = new TableEngine(Duration.ofMinutes(5));
        System.gc(); // so that the peak is that of the run
        long heapBefore = usedHeap();
        resetPeaks();
        long start = System.nanoTime();
        List<Verdict> verdicts;
        try (var connection = database.dataSource().getConnection()) {
            verdicts = engine.run(connection, suite, NOW, QualityDatabase.SHOP);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long peak = peakHeap();
        System.out.printf(
                "30 expectations over %,d events: %s; heap before %,d KB, peak %,d KB%n",
                (long) DAYS * EVENTS_PER_DAY, took, heapBefore / 1024, peak / 1024);
        for (Verdict verdict : verdicts) {
            System.out.printf(
                    "  %s %s %s %s%n",
                    verdict.success(), verdict.expectation().type().code(), verdict.observed(), verdict.exception());
        }
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.exception()).isNull());
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
