package dev.caravan.quality;

/**
 * One thing in a suite's file that can't be used.
 *
 * @param line from 1
 * @param message what is wrong, and what to write instead
 */
public record SuiteMistake(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
