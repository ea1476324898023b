package dev.caravan.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.ChildCaravan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;

/** Measures everything in one run and prints one table. */
public final class Benchmark {
    private final Plan plan;
    private final Report report = new Report();
    private double limit = Double.NaN;

    private Benchmark(Plan plan) {
        this.plan = plan;
    }

    public static void main(String[] args) throws Exception {
        Benchmark benchmark = new Benchmark(Plan.fromSystem());
        benchmark.run();
        if (args.length > 0) {
            benchmark.report.write(Path.of(args[0]));
        }
        Runtime.getRuntime().halt(0);
    }

    private void run() throws Exception {
        try (Lab lab = Lab.open(plan);
                Load load = new Load(
                        lab.bootstrap(),
                        plan.shopRate(),
                        1,
                        Instant.now().minusSeconds(plan.total() / plan.shopRate()))) {
            load.send(plan.preloaded());
            report.row(
                    "events, bytes each, partitions, consumers, brokers",
                    "%,d, %d, %d, %d, %d",
                    plan.events(),
                    load.averageBytes(),
                    plan.partitions(),
                    plan.consumers(),
                    plan.brokers());
            if (plan.has("limit")) {
                limit = new LimitRun(lab, plan, report).measure();
            }
            ChildCaravan app = pipeline(lab);
            snapshot(app, plan.preloaded());
            if (plan.has("latency")) {
                new LatencyRun(lab, app, plan, report).measure();
            }
            if (plan.has("viewers")) {
                new ViewersRun(lab, app, plan, report).measure();
            }
            app.close();
            if (plan.has("growth")) {
                growth(lab, load);
            }
        }
    }

    private ChildCaravan pipeline(Lab lab) throws Exception {
        PipelineRun run = new PipelineRun(lab);
        ChildCaravan app = run.drain(0, plan.warmUp(), plan.preloaded());
        report.row(
                "pipeline, everything derived, from the first commit of a cold JVM on",
                "%,.0f events/s",
                run.rateUntil(plan.warmUp()));
        report.row(
                String.format("pipeline, everything derived, after %,d events", plan.warmUp()),
                "%,.0f events/s, %.2f of the limit",
                run.rate(),
                run.rate() / limit);
        run.reportCosts(report);
        report.row(
                "peak memory of the app",
                "%d MB resident",
                Processes.peakMegabytes(app.process().toHandle()));
        try (Connection connection = lab.connect("caravan");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sum(stored), sum(duplicates), sum(dead), "
                        + "(select coalesce(sum(records), 0) from (select records from quality_windows"
                        + " union all select records from quality_window_parts) as judged)"
                        + " from stream_offsets")) {
            row.next();
            report.row(
                    "stored, known duplicates, dead letters, judged by expectations",
                    "%,d, %,d, %,d, %,d",
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4));
        }
        return app;
    }

    private void growth(Lab lab, Load load) throws Exception {
        load.send(plan.growth() - plan.preloaded());
        PipelineRun run = new PipelineRun(lab);
        long window = (plan.growth() - plan.preloaded()) / 6L;
        ChildCaravan app = run.drain(plan.preloaded(), plan.preloaded() + window, plan.growth());
        long grown = plan.preloaded() + window;
        double first = run.rate(grown, grown + window);
        double last = run.rate(plan.growth() - window, plan.growth());
        report.row(
                String.format("growth: rate from %,d and up to %,d rows", plan.preloaded() + window, plan.growth()),
                "%,.0f and %,.0f events/s, %.2f",
                first,
                last,
                last / first);
        snapshot(app, plan.growth());
        app.close();
    }

    private void snapshot(ChildCaravan app, long rows) throws Exception {
        int asked = 60;
        double[] millis = new double[asked];
        for (int i = 0; i < asked; i++) {
            long begin = System.nanoTime();
            new ObjectMapper().readTree(app.get("/api/snapshot").body());
            millis[i] = (System.nanoTime() - begin) / 1e6;
            Thread.sleep(100);
        }
        Arrays.sort(millis);
        report.row(
                String.format("snapshot at %,d rows", rows),
                "median %.0f ms, p95 %.0f ms",
                millis[asked / 2],
                millis[asked * 95 / 100]);
    }
}
