package dev.caravan.quality.run;

import dev.caravan.quality.Severity;
import dev.caravan.quality.SuiteRun;
import dev.caravan.quality.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What data quality tells Prometheus. Its labels are the names of suites and closed sets. Thread-safe. */
final class QualityMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> scores = new ConcurrentHashMap<>();
    private final Counter late;

    QualityMetrics(MeterRegistry registry) {
        this.registry = registry;
        late = Counter.builder("caravan.quality.late")
                .description("Records of windows that were judged and are forgotten")
                .register(registry);
    }

    void countLate(long records) {
        late.increment((double) records);
    }

    void count(SuiteRun run) {
        String suite = run.suite().name();
        for (Verdict verdict : run.verdicts()) {
            verdicts(suite, verdict.severity(), outcome(verdict)).increment();
        }
        BigDecimal score = run.score();
        if (score != null) {
            scores.computeIfAbsent(suite, this::gauge).set(score.doubleValue());
        }
        registry.timer("caravan.quality.run.duration", "suite", suite)
                .record(Duration.between(run.startedAt(), run.endedAt()));
    }

    private static String outcome(Verdict verdict) {
        return verdict.success() ? "met" : verdict.exception() == null ? "failed" : "raised";
    }

    private Counter verdicts(String suite, Severity severity, String outcome) {
        return Counter.builder("caravan.quality.verdicts")
                .description("Expectations that were judged, by what came of it")
                .tag("suite", suite)
                .tag("severity", severity.code())
                .tag("outcome", outcome)
                .register(registry);
    }

    private AtomicReference<Double> gauge(String suite) {
        AtomicReference<Double> score = new AtomicReference<>(Double.NaN);
        Gauge.builder("caravan.quality.score", score, AtomicReference::get)
                .description("Share of expectations that the last run found met, weighted by severity")
                .tag("suite", suite)
                .register(registry);
        return score;
    }
}
