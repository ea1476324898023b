package dev.caravan;

import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Flaw;
import dev.caravan.simulator.Scenario;
import dev.caravan.simulator.Simulator;
import dev.caravan.simulator.SimulatorSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is set about the simulated shop. */
final class SimulatedShop {
    private SimulatedShop() {}

    /** @throws SettingException for the first setting that can't be used */
    static SimulatorSettings of(Settings settings) {
        boolean steady = settings.textOrNull("simulator.rate-per-sec") != null;
        try {
            return new SimulatorSettings(
                    settings.decimal("simulator.visits-per-day", 0.01, 1e9),
                    steady ? settings.decimal("simulator.rate-per-sec", 0.001, 1_000_000) : null,
                    settings.wholeNumber("simulator.seed"),
                    faults(settings),
                    scenario(settings.text("simulator.scenario")),
                    Duration.ofMinutes(settings.integer("simulator.scenario-after-min", 0, 10_000_000)),
                    Duration.ofMinutes(settings.integer("simulator.scenario-minutes", 0, 10_000_000)),
                    settings.timeZone("shop.time-zone"),
                    Currency.getInstance(settings.currency("shop.currency")));
        } catch (IllegalArgumentException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        }
    }

    /** How long the shop has been open when it is started for the first time. */
    static Duration backFill(Settings settings, SimulatorSettings simulated) {
        return Simulator.backFill(
                simulated,
                settings.integer("simulator.back-fill-days", 0, 3650),
                settings.integer("simulator.back-fill-events", 0, 1_000_000_000));
    }

    /** @throws SettingException if there is none of that name */
    static Scenario scenario(String name) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> scenario.code().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("simulator.scenario must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Scenario.values())
                                        .map(Scenario::code)
                                        .toList())
                        + ", was \"" + name + '"'));
    }

    private static Faults faults(Settings settings) {
        return new Faults(
                settings.decimal("simulator.bad-ratio", 0, 1),
                flaws(settings.textOrNull("simulator.flaws")),
                settings.decimal("simulator.duplicate-ratio", 0, 1),
                settings.decimal("simulator.order-resend-ratio", 0, 1),
                settings.decimal("simulator.late-ratio", 0, 1),
                settings.decimal("simulator.out-of-order-ratio", 0, 1),
                settings.decimal("simulator.skew-ratio", 0, 1),
                settings.decimal("simulator.huge-ratio", 0, 1),
                settings.decimal("simulator.wrong-currency-ratio", 0, 1));
    }

    private static Map<Flaw, Double> flaws(@Nullable String weights) {
        if (weights == null) {
            return Faults.evenly();
        }
        Map<Flaw, Double> flaws = new EnumMap<>(Flaw.class);
        for (String one : weights.split(",", -1)) {
            String[] parts = one.strip().split(":", -1);
            try {
                double weight = parts.length == 2 ? Double.parseDouble(parts[1]) : Double.NaN;
                if (weight >= 0 && weight < Double.POSITIVE_INFINITY) {
                    flaws.put(Flaw.valueOf(parts[0].toUpperCase(Locale.ROOT)), weight);
                    continue;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new SettingException("simulator.flaws must be a list such as cut_short:3,no_visitor:1, was \""
                    + weights
                    + "\"; the flaws are "
                    + String.join(
                            ", ",
                            Arrays.stream(Flaw.values())
                                    .map(flaw -> flaw.name().toLowerCase(Locale.ROOT))
                                    .toList()));
        }
        return flaws;
    }
}
