package dev.caravan;

import dev.caravan.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts Caravan and stays until it is told to stop. */
public final class Caravan {
    private Caravan() {}

    public static void main(String[] args) throws Exception {
        long startNanos = System.nanoTime();
        Path workingDirectory = Path.of("").toAbsolutePath();
        AtomicBoolean stopping = new AtomicBoolean();
        try {
            Settings settings = Settings.load(workingDirectory, System.getenv(), System.getProperties());
            boolean prod = settings.oneOf("caravan.profile", "dev", "prod").equals("prod");
            System.setProperty("CARAVAN_LOG", prod ? "json" : "text");
            Application application = new Application(settings, workingDirectory, startNanos, main -> {});
            Duration atMost = Duration.ofMillis(settings.integer("shutdown.timeout-ms", 100, 600_000));
            stopWithTheProcess(application, atMost, Thread.currentThread(), stopping);
            application.start();
            application.awaitStop();
        } catch (Exception e) {
            if (!stopping.get()) {
                refuse(e);
            }
        }
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

    /** One line for a person, and a stack trace only for what nobody thought of. */
    private static void refuse(Exception failure) {
        boolean foreseen = failure instanceof SettingException || failure instanceof DataFolder.FolderTakenException;
        System.err.println("Caravan: " + (foreseen ? failure.getMessage() : "can't start: " + failure.getMessage()));
        if (!foreseen && !(failure instanceof IOException)) {
            failure.printStackTrace();
        }
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }
}
