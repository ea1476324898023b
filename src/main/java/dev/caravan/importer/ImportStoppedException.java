package dev.caravan.importer;

/** An import ends before its file does, through no fault of the file: it stays in the inbox and is taken up again later. */
public final class ImportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why, and from where it goes on. */
    public ImportStoppedException(String message) {
        super(message);
    }
}
