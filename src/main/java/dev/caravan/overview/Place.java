package dev.caravan.overview;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where data is outside of the routes.
 *
 * @param id names it in an edge
 * @param kind topic, database, browsers, senders, files or other
 * @param title for people
 * @param unit what an arrow from or to it counts
 */
public record Place(String id, String kind, String title, String unit) {
    public static final Place DATABASE = new Place("database", "database", "PostgreSQL", "records");
    static final Place BROWSERS = new Place("browsers", "browsers", "Browsers", "answers");
    static final Place SENDERS = new Place("senders", "senders", "HTTP senders", "requests");

    /** Ends of a route that are inside of this process: nothing leaves it there. */
    private static final Set<String> INSIDE = Set.of(
            "direct",
            "seda",
            "timer",
            "scheduler",
            "quartz",
            "cron",
            "bean",
            "class",
            "log",
            "mock",
            "stub",
            "controlbus",
            "dataset",
            "language",
            "validator",
            "ref");

    /**
     * The place that an endpoint stands for; null where it is inside of this process.
     *
     * @param uri with its placeholders resolved; of what it holds, only scheme and path are shown, never an option or a user
     */
    static @Nullable Place of(String uri) {
        String scheme = scheme(uri);
        if (INSIDE.contains(scheme)) {
            return null;
        }
        String path = path(uri);
        return switch (scheme) {
            case "kafka" -> topic(path);
            case "sql", "jdbc" -> DATABASE;
            case "platform-http" -> onlyReads(uri) ? BROWSERS : SENDERS;
            case "sse" -> BROWSERS;
            case "file" -> folder(path);
            default -> new Place(scheme + ":" + path, "other", scheme + ":" + path, "messages");
        };
    }

    static Place topic(String name) {
        return new Place("topic:" + name, "topic", name, "records");
    }

    /** Its name alone: where it lies is nobody's business. */
    private static Place folder(String path) {
        String name = path.substring(path.replaceFirst("/+$", "").lastIndexOf('/') + 1);
        return new Place("files:" + name, "files", name, "files");
    }

    static String scheme(String uri) {
        int end = uri.indexOf(':');
        return (end < 0 ? uri : uri.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Without scheme, slashes before it, user and options. */
    static String path(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        int options = rest.indexOf('?');
        return (options < 0 ? rest : rest.substring(0, options))
                .replaceFirst("^/+(?=[^/])", "")
                .replaceFirst("^[^/@]*@", "");
    }

    /** A path of the HTTP server that takes no more than GET and HEAD gives data away; every other one takes it. */
    private static boolean onlyReads(String uri) {
        return uri.matches(".*[?&]httpMethodRestrict=GET(?:(?:,|%2C)HEAD)?(?:&.*|$)");
    }
}
