package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.simulator.Faults;
import dev.caravan.simulator.Scenario;
import dev.caravan.simulator.SimulatorSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateOptionsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SimulatorSettings SET =
            SimulatorSettings.steady(20, 42, Faults.NONE, ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));

    @Test
    void bothDaysAreIncludedInTheShopsTimeZone() {
        SimulateOptions options = parse("--from 2026-01-01 --to 2026-03-31");

        assertThat(options.from()).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(options.to()).isEqualTo("2026-03-31T21:59:59.999Z");
        assertThat(options.sendRatePerSec()).isNull();
        assertThat(options.settings()).isEqualTo(SET);
    }

    @Test
    void nothingIsSentBeyondThisMoment() {
        assertThat(parse("--from 2026-06-01 --to 2026-06-30").to()).isEqualTo(NOW);
    }

    @Test
    void optionsStandInForSettings() {
        SimulateOptions options =
                parse("--from 2026-01-01 --to 2026-01-01 --seed 7 --scenario silence --visits-per-day 5000 --rate 0.5");

        assertThat(options.settings().seed()).isEqualTo(7);
        assertThat(options.settings().scenario()).isEqualTo(Scenario.SILENCE);
        assertThat(options.settings().visitsPerDay()).isEqualTo(5000);
        assertThat(options.settings().ratePerSec()).as("visits decide now").isNull();
        assertThat(options.sendRatePerSec()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--form 2026-01-01 | did you mean --from?",
                "--from | --from needs a value",
                "--from 2026-01-01 | --to must be a day such as 2026-01-01",
                "--from 2026-01-32 --to 2026-02-01 | was \"2026-01-32\"",
                "--from 2026-02-01 --to 2026-01-01 | must be in order",
                "--from 2026-07-01 --to 2026-07-02 | not in the future",
                "--from 2026-01-01 --to 2026-01-02 --rate 0 | --rate must be a positive number",
                "--from 2026-01-01 --to 2026-01-02 --seed x | --seed must be a whole number",
                "--from 2026-01-01 --to 2026-01-02 --scenario flood | everyday, black-friday",
            })
    void whatCantBeUsedIsRefusedInOneLineThatSaysWhatIsAllowed(String line, String part) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(CommandLineException.class)
                .hasMessageContaining(part);
    }

    private static SimulateOptions parse(String line) {
        return SimulateOptions.parse(List.of(line.split(" ", -1)), SET, NOW);
    }
}
