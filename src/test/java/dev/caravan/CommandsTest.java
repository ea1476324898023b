package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.event.Nearest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void helpListsEveryCommandWithItsDescription() throws Exception {
        assertThat(run("run", "help")).isZero();
        assertThat(text(out)).contains("  run ", "  simulate ", "  verify ", "  help ");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anUnknownCommandIsRefusedInOneLineWithTheNearestName() throws Exception {
        assertThat(run("run", "verfy", "--url", "http://shop")).isEqualTo(2);
        assertThat(text(err)).containsOnlyOnce("\n").contains("\"verfy\"", "did you mean verify?");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void theSettingNamesTheCommandWhereTheProgramHasNoArguments() throws Exception {
        assertThat(run("simulat --from 2026-01-01")).isEqualTo(2);
        assertThat(text(err)).contains("did you mean simulate?");
    }

    @Test
    void argumentsOfTheProgramWinOverTheSetting() throws Exception {
        assertThat(run("verify", "help")).isZero();
    }

    @Test
    void runTakesNoArguments() throws Exception {
        assertThat(run("run", "run", "server.port=1")).isEqualTo(2);
        assertThat(text(err)).contains("server.port=1");
    }

    @Test
    void wordsAreSplitAtSpacesAndQuotesKeepThemTogether() {
        assertThat(Words.of("  verify  --name 'a b' \"c 'd'\"x '' "))
                .containsExactly("verify", "--name", "a b", "c 'd'x", "");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> Words.of("verify 'a")).isInstanceOf(CommandLineException.class);
    }

    @Test
    void theNearestNameTakesTheFewestChanges() {
        List<String> names = List.of("run", "simulate", "verify");
        assertThat(List.of("rnu", "Simulator", "check-verify", "ru", ""))
                .extracting(word -> Nearest.of(word, names))
                .containsExactly("run", "simulate", "verify", "run", "run");
    }

    private int run(String setting, String... args) throws Exception {
        Properties system = new Properties();
        system.setProperty("caravan.command", setting);
        Settings settings = Settings.load(folder, Map.of(), system);
        return Commands.run(List.of(args), new Surroundings(settings, folder, 0, printTo(out), printTo(err)));
    }

    private static PrintStream printTo(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
