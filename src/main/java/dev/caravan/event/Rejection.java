package dev.caravan.event;

import java.util.List;

/**
 * Why one record can't be stored.
 *
 * @param reason the typed reason
 * @param errors one entry for each field that is wrong, at least one
 */
public record Rejection(Reason reason, List<FieldError> errors) implements Parsed {
    public Rejection {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a rejection must say what is wrong");
        }
        errors = List.copyOf(errors);
    }

    /** A rejection of the whole record. */
    public static Rejection of(Reason reason, String rule, String message) {
        return new Rejection(reason, List.of(new FieldError("", rule, message)));
    }
}
