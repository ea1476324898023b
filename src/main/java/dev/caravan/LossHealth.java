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
                builder.detail("warning", "records were deleted before they were stored, see the table lost_ranges");
                builder.detail("lostRanges", lost.ranges());
                builder.detail("lostRecordsAtMost", lost.atMostRecords());
                builder.detail("lastNoticedAt", String.valueOf(lost.lastNoticedAt()));
            }
            builder.up();
        } catch (SQLException e) {
            builder.detail("warning", "not known while the database is away").up();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
