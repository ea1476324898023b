package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object into Java values. Holds the rules that storing needs whatever the contract says: what breaks
 * one becomes an error and reads as null. A field that is absent reads as null without an error.
 *
 * @param object the event or one of its items
 * @param pointer where the object stands in the event, empty for the event itself
 * @param errors to which the errors are added
 */
record Fields(ObjectNode object, String pointer, List<FieldError> errors) {
    static final int MAX_FRACTION_DIGITS = 20;
    static final int MAX_QUANTITY = 1_000_000;
    private static final BigDecimal AMOUNT_LIMIT = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal QUANTITY_LIMIT = BigDecimal.valueOf(MAX_QUANTITY);

    @Nullable
    String text(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            fail(name, "type", "must be a string");
        }
        return node.textValue();
    }

    @Nullable
    ObjectNode child(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (node instanceof ObjectNode found) {
            return found;
        }
        fail(name, "type", "must be an object");
        return null;
    }

    /** An exact amount of money: 0 or more, under 10^12, at most 20 fraction digits, never in exponent form. */
    @Nullable
    BigDecimal amount(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            fail(name, "type", "must be a number");
            return null;
        }
        BigDecimal amount = node.decimalValue();
        if (amount.signum() < 0) {
            fail(name, "minimum", "must be 0 or more");
            return null;
        }
        if (amount.compareTo(AMOUNT_LIMIT) >= 0) {
            fail(name, "exclusiveMaximum", "must be less than 1000000000000");
            return null;
        }
        if (amount.scale() > MAX_FRACTION_DIGITS) {
            fail(name, "fractionDigits", "must have at most " + MAX_FRACTION_DIGITS + " fraction digits");
            return null;
        }
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }

    /** A whole number from 1 to 1,000,000; {@code 2.0} and {@code 2e0} are whole numbers in JSON Schema too. */
    @Nullable
    Integer quantity(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            fail(name, "type", "must be an integer");
            return null;
        }
        BigDecimal quantity = node.decimalValue();
        if (quantity.compareTo(BigDecimal.ONE) < 0) {
            fail(name, "minimum", "must be 1 or more");
            return null;
        }
        if (quantity.compareTo(QUANTITY_LIMIT) > 0) {
            fail(name, "maximum", "must be at most " + MAX_QUANTITY);
            return null;
        }
        int whole = quantity.intValue();
        if (BigDecimal.valueOf(whole).compareTo(quantity) != 0) {
            fail(name, "type", "must be an integer");
        }
        return whole;
    }

    /** The product that the object names; null if it has none of a product's fields. */
    @Nullable
    Item product() {
        Item item = new Item(
                text("product_id"),
                text("product_name"),
                text("category"),
                text("brand"),
                text("variant"),
                amount("price"),
                quantity("quantity"));
        return item.equals(Item.UNSTATED) ? null : item;
    }

    /** Notes that a field is wrong. */
    void fail(String name, String rule, String message) {
        errors.add(new FieldError(Pointers.child(pointer, name), rule, message));
    }
}
