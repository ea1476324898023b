package dev.caravan.warehouse;

/** The database or Kafka can't do its work now and will later: the batch is kept and tried again. Never a reason for a dead letter. */
public final class OutageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutageException(String message, Throwable cause) {
        super(message, cause);
    }
}
