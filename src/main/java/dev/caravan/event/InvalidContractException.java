package dev.caravan.event;

/** The contract's file can't be used. The message names the file and says what is wrong in it. */
public final class InvalidContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidContractException(String file, String problem) {
        super(file + ": " + problem);
    }

    public InvalidContractException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
