package dev.caravan;

import dev.caravan.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts Caravan and stays until it is told to stop. */
public final class Caravan {
    private Caravan() {}

    public static void main(String[] args) throws Exception {
        long startNanos = System.nanoTime();
        Path workingDirectory = Path.of("").toAbsolutePath();
        try {
            Settings settings = Settings.load(workingDirectory, System.getenv(), System.getProperties());
            boolean prod = settings.oneOf("caravan.profile", "dev", "prod").equals("prod");
            System.setProperty("CARAVAN_LOG", prod ? "json" : "text");
            Application application = new Application(settings, workingDirectory, startNanos, main -> {});
            application.start();
            Runtime.getRuntime().addShutdownHook(new Thread(application::stop, "caravan-shutdown"));
            application.awaitStop();
        } catch (SettingException | DataFolder.FolderTakenException e) {
            refuse(e.getMessage());
        } catch (IOException e) {
            refuse("can't start: " + e.getMessage());
        }
    }

    /** One line for a person, no stack trace. */
    private static void refuse(@Nullable String why) {
        System.err.println("Caravan: " + why);
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }
}
