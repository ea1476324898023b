package dev.caravan.warehouse;

/** The batch begins after records that are not stored. It must be read again from where the store stage stands. */
public final class RecordsPassedOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordsPassedOverException(String message) {
        super(message);
    }
}
