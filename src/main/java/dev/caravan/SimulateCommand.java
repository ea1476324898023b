package dev.caravan;

import dev.caravan.simulator.Shop;
import dev.caravan.simulator.SimulatedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends a stretch of the simulated shop's story, at full speed. */
final class SimulateCommand implements Command {
    private static final int PORTION = 2_000;
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String description() {
        return "sends days of the simulated shop to Kafka, at full speed";
    }

    @Override
    public int run(List<String> args, Surroundings surroundings) {
        if (args.contains("--help")) {
            surroundings.out().print(SimulateOptions.HELP);
            return OK;
        }
        Settings settings = surroundings.settings();
        Instant now = Clock.systemUTC().instant();
        SimulateOptions options = SimulateOptions.parse(args, SimulatedShop.of(settings), now);
        String given = settings.textOrNull("kafka.brokers");
        String brokers = given != null ? given : "127.0.0.1:" + settings.port("embedded.kafka.port");
        try (SimulatedTraffic traffic = SimulatedTraffic.to(brokers, settings, acknowledged -> {})) {
            Shop shop = new Shop(options.settings(), options.from());
            send(shop, options, traffic, surroundings);
        }
        return OK;
    }

    private static void send(Shop shop, SimulateOptions options, SimulatedTraffic traffic, Surroundings surroundings) {
        long begin = System.nanoTime();
        long told = begin;
        while (true) {
            List<SimulatedEvent> due = shop.due(options.to(), allowed(options, traffic.sent(), begin));
            if (due.isEmpty()) {
                break;
            }
            traffic.send(due);
            long now = System.nanoTime();
            if (now - told > PROGRESS.toNanos()) {
                told = now;
                surroundings
                        .err()
                        .println("at " + due.get(due.size() - 1).act().time() + ": " + traffic.totals(now - begin));
            }
        }
        traffic.finish();
        surroundings.out().println("run " + shop.run() + ": " + traffic.totals(System.nanoTime() - begin));
    }

    /** How many may be sent now, at least one: waits for it, so that the n-th goes out n ÷ rate after the begin at the earliest. */
    private static int allowed(SimulateOptions options, long sent, long beginNanos) {
        Double rate = options.sendRatePerSec();
        if (rate == null) {
            return PORTION;
        }
        while (true) {
            double elapsedNanos = System.nanoTime() - beginNanos;
            long allowed = (long) (elapsedNanos / 1e9 * rate) - sent;
            if (allowed > 0) {
                return (int) Math.min(PORTION, allowed);
            }
            LockSupport.parkNanos((long) ((sent + 1) / rate * 1e9 - elapsedNanos));
        }
    }
}
