package dev.caravan;

import java.util.List;

/** Sends a stretch of the simulated shop's story, at full speed. */
final class SimulateCommand implements Command {

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
        throw new CommandLineException("simulate can't be used yet");
    }
}
