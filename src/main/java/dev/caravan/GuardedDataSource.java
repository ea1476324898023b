package dev.caravan;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.core.functions.CheckedSupplier;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool behind a {@link DatabaseCircuit}. */
final class GuardedDataSource implements DataSource {
    private final DataSource pool;
    private final DatabaseCircuit circuit;

    GuardedDataSource(DataSource pool, DatabaseCircuit circuit) {
        this.pool = pool;
        this.circuit = circuit;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return guarded(pool::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return guarded(() -> pool.getConnection(user, password));
    }

    private Connection guarded(CheckedSupplier<Connection> connection) throws SQLException {
        try {
            return circuit.breaker().executeCheckedSupplier(connection);
        } catch (CallNotPermittedException e) {
            throw circuit.refusal(e);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        pool.setLogWriter(writer);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }
}
