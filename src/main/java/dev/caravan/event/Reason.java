package dev.caravan.event;

import java.util.Locale;

/** Why a record is a dead letter. A closed set: it is a metric label and a column. */
public enum Reason {
    MALFORMED_JSON,
    NOT_AN_OBJECT,
    TOO_LARGE,
    SCHEMA_VIOLATION,
    UNKNOWN_EVENT_TYPE,
    MISSING_VISITOR,
    TIME_OUT_OF_RANGE,
    REJECTED_BY_DATABASE,
    PROCESSING_ERROR;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name in headers, metrics and tables, such as {@code malformed_json}. */
    public String code() {
        return code;
    }
}
