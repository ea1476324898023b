package dev.caravan;

import java.util.List;

/** What the process is started for. Made before anything else is there: a command opens what it needs and closes it again. */
interface Command {
    int OK = 0;
    int FAILED = 1;

    /** The command line can't be used. */
    int REFUSED = 2;

    String name();

    /** One line for the list of commands. */
    String description();

    /**
     * Does it, and returns when it is done.
     *
     * @param args what follows the name
     * @return the exit code of the process: {@link #OK}, {@link #FAILED} or {@link #REFUSED}
     * @throws SettingException if it can't be done as things are set; the message becomes one line and the exit code is {@link #FAILED}
     * @throws CommandLineException if the arguments can't be used; the message becomes one line and the exit code is {@link #REFUSED}
     */
    int run(List<String> args, Surroundings surroundings) throws Exception;
}
