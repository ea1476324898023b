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

    private Cpu used = new Cpu(0, 0, 0);
    private long measuredFrom;
    private long measuredTo;

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

    /**
     * Starts the application and returns its process when all of the topic's records have found their places.
     *
     * @param already records that had theirs before
     * @param warm records after which the costs are counted
     */
    ChildCaravan drain(long already, long warm, long until) throws Exception {
        ChildCaravan app = lab.startApplication();
        Cpu before = null;
        try (Connection connection = lab.connect("caravan");
                Statement statement = connection.createStatement()) {
            long events = already;
            while (events < until) {
                if (!app.process().isAlive()) {
                    throw new IllegalStateException("the application has ended: " + app.out() + app.err());
                }
                long seen = places(statement);
                if (seen > events) {
                    events = seen;
                    nanosByEvents.put(events, System.nanoTime());
                }
                if (before == null && events >= warm) {
                    before = cpu(app);
                    measuredFrom = events;
                }
                Thread.sleep(20);
            }
        }
        Cpu after = cpu(app);
        if (before != null) {
            used = new Cpu(after.app - before.app, after.brokers - before.brokers, after.postgres - before.postgres);
        }
        measuredTo = until;
        return app;
    }

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

    /** From the first commit that was seen to the last before {@code to}. */
    double rateUntil(long to) {
        return rate(nanosByEvents.firstKey(), to);
    }

    /** After the warm-up. */
    double rate() {
        return rate(measuredFrom, measuredTo);
    }

    void reportCosts(Report report) {
        double millions = (measuredTo - measuredFrom) / MILLION;
        report.row(
                "CPU seconds per million events, all together",
                "%.1f (app %.1f, broker %.1f, PostgreSQL %.1f)",
                (used.app + used.brokers + used.postgres) / millions,
                used.app / millions,
                used.brokers / millions,
                used.postgres / millions);
    }
}
