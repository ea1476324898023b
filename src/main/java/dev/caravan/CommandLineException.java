package dev.caravan;

/** The command line can't be used. The message is one line that says what is wrong and what is allowed. */
final class CommandLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandLineException(String message) {
        super(message);
    }
}
