package dev.caravan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the application and stays until it is told to stop. */
final class RunCommand implements Command {

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String description() {
        return "starts everything and stays until Ctrl-C; what happens when no command is named";
    }

    @Override
    public int run(List<String> args, Surroundings surroundings) throws Exception {
        if (!args.isEmpty()) {
            throw new CommandLineException("run takes no arguments, was given " + args.get(0)
                    + "; settings are system properties or environment variables");
        }
        Settings settings = surroundings.settings();
        AtomicBoolean stopping = new AtomicBoolean();
        try {
            Application application =
                    new Application(settings, surroundings.workingDirectory(), surroundings.startNanos(), main -> {});
            Duration atMost = Duration.ofMillis(settings.integer("shutdown.timeout-ms", 100, 600_000));
            stopWithTheProcess(application, atMost, Thread.currentThread(), stopping);
            application.start();
            application.awaitStop();
        } catch (Exception e) {
            if (!stopping.get()) {
                throw e;
            }
        }
        return OK;
    }

    /**
     * A start that is under way is interrupted and takes back what it has begun: no server is left behind.
     *
     * <p>A stop that hangs is given up after {@code shutdown.timeout-ms}: nothing is lost by it, for what counts as stored is on disk.
     */
    private static void stopWithTheProcess(
            Application application, Duration atMost, Thread starter, AtomicBoolean stopping) {
        Runnable stop = () -> {
            stopping.set(true);
            starter.interrupt();
            Thread stopper = new Thread(application::stop, "caravan-stop");
            stopper.setDaemon(true);
            stopper.start();
            try {
                stopper.join(atMost.toMillis());
                if (stopper.isAlive()) {
                    application.giveUpStop(atMost);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "caravan-shutdown"));
    }
}
