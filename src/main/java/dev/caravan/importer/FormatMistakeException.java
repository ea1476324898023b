package dev.caravan.importer;

/** A format file says something that can't be. The message names the file, the key and what to write instead. */
final class FormatMistakeException extends Exception {
    private static final long serialVersionUID = 1;

    FormatMistakeException(String file, String key, String whatToDo) {
        super(file + ": " + key + ": " + whatToDo);
    }
}
