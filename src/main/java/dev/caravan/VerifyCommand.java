package dev.caravan;

import java.util.List;

/** Checks a running installation from outside. */
final class VerifyCommand implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String description() {
        return "checks a running installation, from the servers to the last cent, and leaves no trace";
    }

    @Override
    public int run(List<String> args, Surroundings surroundings) {
        throw new CommandLineException("verify can't be used yet");
    }
}
