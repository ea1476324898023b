package dev.caravan.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a file goes when its import ends. Nothing is ever overwritten: a second {@code a.csv} becomes {@code a-2.csv}. */
final class Inbox {
    private final Path folder;

    Inbox(Path folder) {
        this.folder = folder;
    }

    /** The place for a finished file, relative to the inbox. */
    String done(String name) {
        return free("done", name);
    }

    /**
     * The place for a file that can't be read, relative to the inbox; beside it a {@code .error} file tells why.
     *
     * @param cause cause and what to do; null if nobody knows
     */
    String failed(String name, @Nullable String cause) throws IOException {
        String place = free("failed", name);
        Path error = folder.resolve(place + ".error");
        Files.createDirectories(folder.resolve("failed"));
        Files.writeString(error, (cause == null ? "unknown" : cause) + "\n");
        return place;
    }

    private String free(String subfolder, String name) {
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        String place = subfolder + "/" + name;
        for (int copy = 2;
                Files.exists(folder.resolve(place)) || Files.exists(folder.resolve(place + ".error"));
                copy++) {
            place = subfolder + "/" + stem + "-" + copy + ending;
        }
        return place;
    }
}
