package dev.caravan.verify;

/** Something is not as it should be. The message is one line for the operator, with figures. */
final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message) {
        super(message);
    }
}
