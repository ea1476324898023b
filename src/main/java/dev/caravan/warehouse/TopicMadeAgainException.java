package dev.caravan.warehouse;

/** The topic was deleted and made again while it was read: reading must begin anew. */
public final class TopicMadeAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TopicMadeAgainException(String message) {
        super(message);
    }
}
