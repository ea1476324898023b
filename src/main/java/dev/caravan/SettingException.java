package dev.caravan;

/** The start can't go on as things are set. The message is one line that names the property and what to do. */
final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }
}
