package dev.caravan.warehouse;

import java.sql.SQLException;
import java.util.Set;

/**
 * Who is told of fresh records has failed by its own fault: the transaction is tried again without it. No savepoint is needed for that,
 * which would cost two round trips in each transaction that goes well.
 */
final class ListenerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** SQLSTATE classes that say nothing of the statement: connection, transaction, resources, intervention, system. */
    private static final Set<String> OUTAGES = Set.of("08", "25", "40", "53", "55", "57", "58");

    private ListenerException(Exception cause) {
        super(cause);
    }

    /** @throws SQLException the failure itself, where the database is away: then the batch is tried again with the listener */
    static ListenerException of(Exception failure) throws SQLException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                throw sql;
            }
        }
        return new ListenerException(failure);
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 || OUTAGES.contains(state.substring(0, 2));
    }
}
