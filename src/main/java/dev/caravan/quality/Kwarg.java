package dev.caravan.quality;

/**
 * One argument of an expectation type.
 *
 * @param required whether it must be given, and not null
 */
public record Kwarg(String name, Form form, boolean required) {

    /** What may stand there, and how a message says it. */
    public enum Form {
        TEXT("a text"),
        NUMBER("a number"),
        COUNT("a whole number, 0 or more"),
        RATIO("a number from 0 to 1"),
        FLAG("true or false"),
        /** Of what is ordered: a number, or a text that is a date or a time in ISO form. */
        BOUND("a number, or a date or time in ISO form"),
        DURATION("an ISO-8601 duration such as PT15M or P1D"),
        VALUES("a list of values"),
        TEXTS("a list of texts"),
        PAIRS("a list of pairs"),
        OBJECT("an object"),
        OBJECT_OR_TEXT("an object, or its JSON as text");

        private final String description;

        Form(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }

    static Kwarg required(String name, Form form) {
        return new Kwarg(name, form, true);
    }

    static Kwarg optional(String name, Form form) {
        return new Kwarg(name, form, false);
    }
}
