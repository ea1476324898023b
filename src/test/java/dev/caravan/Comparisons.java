package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.verify.SheetComparison;
import dev.caravan.verify.SheetDifference;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A sheet of the simulator against the tables of a running instance. */
final class Comparisons {
    private Comparisons() {}

    static List<SheetDifference> differences(RunningCaravan caravan, JsonNode sheet) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + caravan.setting("embedded.postgres.port") + "/caravan";
        try (Connection connection = DriverManager.getConnection(url, "caravan", "caravan")) {
            return new SheetComparison(sheet).differences(connection);
        }
    }
}
