package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who is told of the records of each transaction, before its commit: what it writes with that connection is written exactly once. */
public interface FreshRecords {
    /** Nobody is told, which costs nothing. */
    FreshRecords NOBODY = new FreshRecords() {
        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public void add(Connection connection, List<FreshRecord> records) {
            throw new IllegalStateException("nobody wants them");
        }
    };

    /** Whether somebody wants to be told now. */
    boolean isWanted();

    /**
     * Called by the thread that stores, for each transaction; once more with the same records where a transaction is tried again. A failure
     * that is no outage costs the listener its records, never the store stage: they are stored without it.
     *
     * @param records in order of partition and offset
     */
    void add(Connection connection, List<FreshRecord> records) throws SQLException;
}
