package dev.caravan;

import dev.caravan.quality.row.StreamRecord;
import dev.caravan.quality.run.WindowParts;
import dev.caravan.verify.Mark;
import dev.caravan.warehouse.FreshRecord;
import dev.caravan.warehouse.FreshRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Hands what the store stage stores to data quality, but for what {@code verify} sends: it must change no number of the shop. */
final class JudgedRecords implements FreshRecords {
    private final WindowParts parts;

    JudgedRecords(WindowParts parts) {
        this.parts = parts;
    }

    @Override
    public boolean isWanted() {
        return parts.isWanted();
    }

    @Override
    public void add(Connection connection, List<FreshRecord> records) throws SQLException {
        parts.add(
                connection,
                records.stream()
                        .filter(one -> !Mark.isOn(one.received().key()))
                        .map(one -> new StreamRecord(one.received(), one.judgement(), one.duplicate()))
                        .toList());
    }
}
