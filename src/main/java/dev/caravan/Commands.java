package dev.caravan;

import dev.caravan.event.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands, and which of them is meant. */
final class Commands {
    private static final String HELP = "help";
    private static final List<Command> ALL =
            List.of(new RunCommand(), new SimulateCommand(), new VerifyCommand(), new CheckCommand());

    private Commands() {}

    /**
     * Runs the command that {@code line} begins with, or, if it is empty, the one that {@code caravan.command} names.
     *
     * @return the exit code of the process
     */
    static int run(List<String> line, Surroundings surroundings) throws Exception {
        try {
            List<String> words =
                    line.isEmpty() ? Words.of(surroundings.settings().text("caravan.command")) : line;
            String name = words.get(0);
            if (isHelp(name)) {
                surroundings.out().print(help());
                return Command.OK;
            }
            Command command = named(name).orElseThrow(() -> unknown(name));
            LogOutput.choose(command, surroundings.settings());
            return command.run(words.subList(1, words.size()), surroundings);
        } catch (CommandLineException e) {
            surroundings.err().println("Caravan: " + e.getMessage());
            return Command.REFUSED;
        }
    }

    private static boolean isHelp(String name) {
        return name.equals(HELP) || name.equals("--help") || name.equals("-h");
    }

    private static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private static CommandLineException unknown(String name) {
        List<String> names =
                Stream.concat(ALL.stream().map(Command::name), Stream.of(HELP)).toList();
        return new CommandLineException("there is no command \"" + name + "\"; did you mean " + Nearest.of(name, names)
                + "? \"help\" lists them");
    }

    static String help() {
        StringBuilder text = new StringBuilder("Commands of Caravan:\n\n");
        ALL.forEach(command -> text.append("  %-10s%s%n".formatted(command.name(), command.description())));
        text.append("  %-10s%s%n".formatted(HELP, "lists the commands"));
        return text.append("""

                        java -jar caravan.jar COMMAND --help, or mvn -q compile camel:run -Dcaravan.command="COMMAND --help", tells more of one.
                        """).toString();
    }
}
