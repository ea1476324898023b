package dev.caravan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine that a check needs, and that may be missing. */
record Tool(boolean works) {

    record Result(int exitCode, String output) {}

    /** Whether the command, which should do nothing, ends well. */
    static Tool find(String... command) throws InterruptedException {
        try {
            return new Tool(run(Map.of(), command).exitCode() == 0);
        } catch (IOException missing) {
            return new Tool(false);
        }
    }

    /** Runs the command in the repository. Output and errors come together. */
    static Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within 60 s");
        }
        return new Result(process.exitValue(), output);
    }
}
