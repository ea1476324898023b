package dev.caravan;

import dev.caravan.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts what the command line names; without a command the application. */
public final class Caravan {
    private Caravan() {}

    public static void main(String[] args) {
        long startNanos = System.nanoTime();
        Path workingDirectory = Path.of("").toAbsolutePath();
        try {
            Settings settings = Settings.load(workingDirectory, System.getenv(), System.getProperties());
            Surroundings surroundings =
                    new Surroundings(settings, workingDirectory, startNanos, System.out, System.err);
            int exitCode = Commands.run(List.of(args), surroundings);
            System.out.flush();
            System.exit(exitCode);
        } catch (Exception e) {
            refuse(e);
        }
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
