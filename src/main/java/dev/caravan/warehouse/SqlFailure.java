package dev.caravan.warehouse;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failed statement means for the batch. By SQLSTATE class, appendix A of the PostgreSQL manual. */
enum SqlFailure {
    /**
     * Class 22 (data exception), 23 (integrity constraint) and 54 (program limit, as of a key too long for its index): a record of the
     * batch is at fault, and will be for ever.
     */
    REFUSED,
    /** Everything else: connection, resources, shutdown, deadlock, a missing table. Waiting can cure it, giving up a record can't. */
    OUTAGE;

    static SqlFailure of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (isRefusal(state)) {
                return REFUSED;
            }
        }
        return OUTAGE;
    }

    private static boolean isRefusal(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
