package dev.caravan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready as long as the database answers within two seconds; says so at once while the circuit before it is open. */
final class DatabaseHealth extends AbstractHealthCheck {
    private final DataSource dataSource;

    private final DatabaseCircuit circuit;

    DatabaseHealth(DataSource dataSource, DatabaseCircuit circuit) {
        super("caravan", "database");
        this.circuit = circuit;
        this.dataSource = dataSource;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.isValid(2)) {
                builder.message("circuit " + circuit.state()).up();
            } else {
                builder.message(down("the database does not answer within 2 s")).down();
            }
        } catch (SQLException e) {
            builder.message(down("the database can't be reached: " + e.getMessage()))
                    .down();
        }
    }

    private String down(String why) {
        return "circuit " + circuit.state() + ": " + why;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
