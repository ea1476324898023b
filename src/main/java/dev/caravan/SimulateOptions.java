package dev.caravan;

import dev.caravan.event.Nearest;
import dev.caravan.simulator.SimulatorSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code simulate} is asked for.
 *
 * @param to nothing is sent after it
 * @param sendRatePerSec null for full speed
 */
record SimulateOptions(
        SimulatorSettings settings,
        Instant from,
        Instant to,
        @Nullable Double sendRatePerSec) {

    static final String HELP = """
            simulate --from DAY --to DAY [--rate N] [--seed N] [--scenario NAME] [--visits-per-day N]

            Sends what the simulated shop does from the first day to the last, both included, in the shop's time zone, and never
            beyond this moment. The events have the times of the story. They go to kafka.brokers; if none is given, to the embedded
            Kafka of the Caravan that runs on this machine. The same command sends the same events, so nothing is stored twice.

              --from, --to        such as 2026-01-01
              --rate              events a second at which they are sent (default: as fast as Kafka takes them)
              --seed, --scenario, --visits-per-day
                                  instead of simulator.seed, simulator.scenario, simulator.visits-per-day, as all other settings count too
            """;

    private static final List<String> NAMES =
            List.of("--from", "--to", "--rate", "--seed", "--scenario", "--visits-per-day");

    /**
     * Reads them.
     *
     * @param set what counts where no option says otherwise
     * @throws CommandLineException if they can't be used
     */
    static SimulateOptions parse(List<String> args, SimulatorSettings set, Instant now) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!NAMES.contains(name)) {
                throw new CommandLineException(
                        "simulate knows no \"" + name + "\"; did you mean " + Nearest.of(name, NAMES) + "?");
            }
            if (i + 1 == args.size()) {
                throw new CommandLineException(name + " needs a value");
            }
            values.put(name, args.get(i + 1));
        }
        LocalDate first = day("--from", values);
        LocalDate last = day("--to", values);
        Instant from = first.atStartOfDay(set.timeZone()).toInstant();
        Instant end = last.plusDays(1).atStartOfDay(set.timeZone()).toInstant().minusMillis(1);
        if (last.isBefore(first) || from.isAfter(now)) {
            throw new CommandLineException(
                    "the days must be in order and not in the future, were " + first + " to " + last);
        }
        return new SimulateOptions(
                changed(set, values), from, end.isBefore(now) ? end : now, positive("--rate", values));
    }

    private static SimulatorSettings changed(SimulatorSettings set, Map<String, String> values) {
        Double visitsPerDay = positive("--visits-per-day", values);
        String seed = values.get("--seed");
        String scenario = values.get("--scenario");
        try {
            return new SimulatorSettings(
                    visitsPerDay == null ? set.visitsPerDay() : visitsPerDay,
                    visitsPerDay == null ? set.ratePerSec() : null,
                    seed == null ? set.seed() : Long.parseLong(seed),
                    set.faults(),
                    scenario == null ? set.scenario() : SimulatedShop.scenario(scenario),
                    set.scenarioAfter(),
                    set.scenarioLength(),
                    set.timeZone(),
                    set.currency());
        } catch (NumberFormatException e) {
            throw new CommandLineException("--seed must be a whole number, was \"" + seed + '"');
        } catch (SettingException e) {
            throw new CommandLineException(String.valueOf(e.getMessage()));
        }
    }

    private static LocalDate day(String name, Map<String, String> values) {
        String value = values.get(name);
        try {
            if (value != null) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new CommandLineException(
                name + " must be a day such as 2026-01-01" + (value == null ? "" : ", was \"" + value + '"'));
    }

    private static @Nullable Double positive(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(value);
            if (number > 0 && number <= 1e9) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new CommandLineException(name + " must be a positive number, was \"" + value + '"');
    }
}
