package dev.caravan.bench;

import java.util.List;

/**
 * What is to be measured, from the system properties {@code bench.…}.
 *
 * @param events preloaded for the pipeline's run
 * @param warmUp sent before those, until the JVM has compiled what runs often
 * @param growth rows of the events table at the end of the growth
 * @param shopRate events in a second of shop time
 * @param seconds that each rate of the latency and each crowd of viewers lasts
 * @param quality whether the shipped suites are judged
 * @param parts any of limit, pipeline, latency, growth, viewers
 * @param jvm flags of the application's process
 */
record Plan(
        int events,
        int warmUp,
        int growth,
        int partitions,
        int consumers,
        int batch,
        int brokers,
        int shopRate,
        int seconds,
        boolean quality,
        List<String> parts,
        List<String> jvm) {

    static Plan fromSystem() {
        return new Plan(
                Integer.getInteger("bench.events", 600_000),
                Integer.getInteger("bench.warm-up", 600_000),
                Integer.getInteger("bench.growth", 5_000_000),
                Integer.getInteger("bench.partitions", 6),
                Integer.getInteger("bench.consumers", 2),
                Integer.getInteger("bench.batch", 0),
                Integer.getInteger("bench.brokers", 1),
                Integer.getInteger("bench.shop-rate", 100),
                Integer.getInteger("bench.seconds", 20),
                Boolean.parseBoolean(System.getProperty("bench.quality", "true")),
                List.of(System.getProperty("bench.parts", "limit,pipeline,latency,growth,viewers")
                        .split(",", -1)),
                List.of(System.getProperty("bench.jvm", "-Xmx256m -XX:+UseParallelGC")
                        .split(" ", -1)));
    }

    /** Events that are sent in all, but for those of the latency. */
    long total() {
        return has("growth") ? Math.max(preloaded(), growth) : preloaded();
    }

    int preloaded() {
        return warmUp + events;
    }

    boolean has(String part) {
        return parts.contains(part);
    }
}
