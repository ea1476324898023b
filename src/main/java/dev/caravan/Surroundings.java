package dev.caravan;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command runs.
 *
 * @param workingDirectory holds the routes, the contract and the settings that win over the packed ones
 * @param startNanos {@link System#nanoTime()} of the start
 * @param out what the command was asked for
 * @param err progress, and why it can't
 */
record Surroundings(Settings settings, Path workingDirectory, long startNanos, PrintStream out, PrintStream err) {}
