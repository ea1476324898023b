package dev.caravan.event;

/**
 * What is wrong with one field.
 *
 * @param field JSON pointer of the field, such as {@code /items/0/price}; empty for the whole record
 * @param rule the contract's keyword, such as {@code minimum} or {@code required}
 * @param message what is wrong, for a person; never holds the whole payload
 */
public record FieldError(String field, String rule, String message) {}
