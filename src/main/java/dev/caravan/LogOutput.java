package dev.caravan;

/** Where the log goes; chosen before the first logger is made. */
final class LogOutput {
    private LogOutput() {}

    /** The application logs as its profile says. What else a command has to say is its output, so only errors are logged, to stderr. */
    static void choose(Command command, Settings settings) {
        String output = "errors";
        if (command instanceof RunCommand) {
            boolean prod = settings.oneOf("caravan.profile", "dev", "prod").equals("prod");
            output = prod ? "json" : "text";
        }
        System.setProperty("CARAVAN_LOG", output);
    }
}
