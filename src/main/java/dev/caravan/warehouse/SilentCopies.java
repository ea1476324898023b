package dev.caravan.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions whose client stands still in the middle of a {@code COPY} and holds the fence. PostgreSQL waits for such a client for ever:
 * neither {@code idle_in_transaction_session_timeout} nor {@code statement_timeout} reaches it. Whoever waits in vain for the fence ends
 * them.
 */
final class SilentCopies {
    private static final Logger LOG = LoggerFactory.getLogger(SilentCopies.class);

    /** PostgreSQL manual, appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String END = Sql.of("end-silent-copies");

    private final DataSource dataSource;

    SilentCopies(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Ends them where the failure is a lock that was waited for too long; the batch is tried again anyway. */
    void endAfter(SQLException failure) {
        if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            return;
        }
        int ended = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(END);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ended++;
            }
        } catch (SQLException e) {
            LOG.warn("can't look for instances that stand still: {}", e.getMessage());
        }
        if (ended > 0) {
            LOG.warn("ended {} transactions of instances that stand still", ended);
        }
    }
}
