package dev.caravan.importer;

/**
 * A file can't be read, or not to its end, and another attempt would not help: it goes to {@code failed/}.
 *
 * <p>The message says the cause and what to do; it becomes the text of the {@code .error} file.
 */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** Of a cause that the message tells in full. */
    public UnreadableFileException(String message) {
        super(message);
    }

    /** Of a cause that is worth its stack in the log. */
    public UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
