package dev.caravan.bench;

import dev.caravan.ChildCaravan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;

/** Watches the application store what lies in the topic. */
final class PipelineRun {
    private static final String PLACES =
            "select coalesce(sum(stored + duplicates + dead), 0), coalesce(sum(dead), 0), coalesce(sum(duplicates), 0)"
                    + " from stream_offsets";
    private static final double MILLION = 1e6;

    private final Lab lab;
    private final TreeMap<Long, Long> nanosByEvents = new TreeMap<>();

    PipelineRun(Lab lab) {
        this.lab = lab;
    }

    /** CPU seconds of one process group. */
    private record Cpu(double app, double brokers, double postgres) {}

    private Cpu cpu(ChildCaravan app) throws java.io.IOException {
        return new Cpu(
                Processes.cpuSeconds(app.process().toHandle()),
                Processes.cpuSeconds(lab.brokers()),
                Processes.cpuSeconds(lab.postgres()));
    }

    /** Starts the application and returns its process when all of the topic's records have found their places. */
    ChildCaravan drain(long already, long until) throws Exception {
        Cpu before = new Cpu(0, Processes.cpuSeconds(lab.brokers()), Processes.cpuSeconds(lab.postgres()));
        ChildCaravan app = lab.startApplication();
        try (Connection connection = lab.connect("caravan");
                Statement statement = connection.createStatement()) {
            long events = already;
            while (events < until) {
                if (!app.process().isAlive()) {
                    throw new IllegalStateException("the application has ended: " + app.out());
                }
                long seen = places(statement);
                if (seen > events) {
                    events = seen;
                    nanosByEvents.put(events, System.nanoTime());
                }
                Thread.sleep(50);
            }
        }
        Cpu after = cpu(app);
        used = new Cpu(after.app - before.app, after.brokers - before.brokers, after.postgres - before.postgres);
        return app;
    }

    private Cpu used = new Cpu(0, 0, 0);

    private static long places(Statement statement) throws InterruptedException {
        try (ResultSet row = statement.executeQuery(PLACES)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            // the tables are not there yet
            Thread.sleep(100);
            return 0;
        }
    }

    /** Events a second from the first commit that reached {@code from} to the first that reached {@code to}. */
    double rate(long from, long to) {
        var first = nanosByEvents.ceilingEntry(from);
        var last = nanosByEvents.ceilingEntry(to);
        if (first == null || last == null || first.getKey() >= last.getKey()) {
            return Double.NaN;
        }
        return (last.getKey() - first.getKey()) * 1e9 / (last.getValue() - first.getValue());
    }

    /** From the first commit that was seen on. */
    double rate() {
        return rate(nanosByEvents.firstKey(), nanosByEvents.lastKey());
    }

    void reportCosts(Report report, long events) {
        double millions = events / MILLION;
        report.row(
                "CPU seconds per million events, start of the JVM included",
                "%.1f (app %.1f, broker %.1f, PostgreSQL %.1f)",
                (used.app + used.brokers + used.postgres) / millions,
                used.app / millions,
                used.brokers / millions,
                used.postgres / millions);
    }
}
