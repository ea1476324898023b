package dev.caravan.warehouse;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** What a failed statement means for the batch. By SQLSTATE class, appendix A of the PostgreSQL manual. */
enum SqlFailure {
    /**
     * Class 22 (data exception), 23 (integrity constraint) and 54 (program limit, as of a key too long for its index): a record of the
     * batch is at fault, and will be for ever.
     */
    REFUSED,
    /** The table of a day is gone. It can be made again. */
    NO_PARTITION,
    /** Another transaction has stored an event of the batch since this one looked. Looking again tells. */
    STORED_MEANWHILE,
    /** Everything else: connection, resources, shutdown, deadlock, a missing table. Waiting can cure it, giving up a record can't. */
    OUTAGE;

    static SqlFailure of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isMissingPartition(cause)) {
                return NO_PARTITION;
            }
            if (isStoredMeanwhile(cause)) {
                return STORED_MEANWHILE;
            }
            if (cause instanceof SQLException sql && isRefusal(sql.getSQLState())) {
                return REFUSED;
            }
        }
        return OUTAGE;
    }

    /** PostgreSQL tells it as a violated check (ExecFindPartition), but names no constraint. */
    private static boolean isMissingPartition(Throwable failure) {
        if (!(failure instanceof PSQLException sql)
                || !PSQLState.CHECK_VIOLATION.getState().equals(sql.getSQLState())) {
            return false;
        }
        ServerErrorMessage message = sql.getServerErrorMessage();
        return message != null && message.getConstraint() == null;
    }

    private static boolean isStoredMeanwhile(Throwable failure) {
        if (!(failure instanceof PSQLException sql)
                || !PSQLState.UNIQUE_VIOLATION.getState().equals(sql.getSQLState())) {
            return false;
        }
        ServerErrorMessage message = sql.getServerErrorMessage();
        return message != null && String.valueOf(message.getTable()).startsWith("events_");
    }

    private static boolean isRefusal(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
