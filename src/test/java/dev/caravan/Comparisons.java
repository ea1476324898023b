package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.verify.SheetComparison;
import dev.caravan.verify.SheetDifference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A sheet of the simulator against the tables of a running instance. */
final class Comparisons {
    private Comparisons() {}

    static List<SheetDifference> differences(RunningCaravan caravan, JsonNode sheet) throws SQLException {
        try (Connection connection = caravan.connect()) {
            return new SheetComparison(sheet).differences(connection);
        }
    }
}
