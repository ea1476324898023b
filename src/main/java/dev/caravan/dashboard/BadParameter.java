package dev.caravan.dashboard;

/** A request names a parameter or a value that is not allowed: the client's fault, answered with 400. */
public final class BadParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the parameter and what is allowed */
    public BadParameter(String message) {
        super(message);
    }
}
