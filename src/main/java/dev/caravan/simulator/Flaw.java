package dev.caravan.simulator;

/**
 * A way for a record to be bad, with the reason that it must be put aside for. Two reasons have no flaw here, since no sender can cause
 * them: {@code rejected_by_database} takes a database stricter than the contract, {@code processing_error} a bug of ours.
 */
public enum Flaw {
    CUT_SHORT("malformed_json"),
    LIST_OF_ONE("not_an_object"),
    OVER_64_KB("too_large"),
    NO_EVENT_ID("schema_violation"),
    NEGATIVE_PRICE("schema_violation"),
    PRICE_IN_WORDS("schema_violation"),
    UNKNOWN_CURRENCY("schema_violation"),
    NO_UNITS("schema_violation"),
    ITEMS_NOT_A_LIST("schema_violation"),
    UNKNOWN_TYPE("unknown_event_type"),
    NO_VISITOR("missing_visitor"),
    BEFORE_2000("time_out_of_range"),
    OVER_24_H_AHEAD("time_out_of_range");

    private final String reason;

    Flaw(String reason) {
        this.reason = reason;
    }

    /** The code of the reason, as it stands on the topic and in the tables. */
    public String reason() {
        return reason;
    }
}
