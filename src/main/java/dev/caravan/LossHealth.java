package dev.caravan;

import dev.caravan.warehouse.LostRecords;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Warns of records that were lost until that is acknowledged. Never DOWN: waiting or a restart brings nothing back. */
final class LossHealth extends AbstractHealthCheck {
    private final LostRecords lostRecords;

    LossHealth(LostRecords lostRecords) {
        super("caravan", "lost-records");
        this.lostRecords = lostRecords;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            LostRecords.Sums lost = lostRecords.sums();
            if (lost.ranges() > 0) {
                builder.message("WARNING: up to " + lost.atMostRecords() + " records in " + lost.ranges()
                        + " ranges were deleted before they were stored, last noticed at " + lost.lastNoticedAt()
                        + "; see the table lost_ranges");
            }
            builder.up();
        } catch (SQLException e) {
            builder.message("not known while the database is away: " + e.getMessage())
                    .up();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
