package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the sheet of a run of the simulator against what the tables say of that run, number by number, to the cent. What the run sent must
 * be stored already, and nothing may be on its way.
 *
 * <p>The run's events are those whose ids begin with its id; its sessions and orders those whose first event is one of them; its dead
 * letters those of the simulator from the time in which it sent. How many records and known duplicates there were is only known of a
 * partition as a whole: both are compared when nobody else has ever sent anything.
 */
public final class SheetComparison {

    private static final List<String> STATEMENTS = List.of(
            "run-events",
            "run-sessions",
            "run-left-carts",
            "run-orders",
            "run-money",
            "run-products",
            "run-dead-letters",
            "run-records");

    /** Known only where the run is alone. */
    private static final Set<String> OF_THE_WHOLE_TOPIC = Set.of("records", "duplicates");

    private final JsonNode sheet;

    /** @param sheet as {@code GET /api/simulator/truth} answers */
    public SheetComparison(JsonNode sheet) {
        this.sheet = sheet;
    }

    /** Where the two don't agree; empty if they do. All statements see the same moment. The connection is left as it was. */
    public List<SheetDifference> differences(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            return differences(SheetNumbers.of(sheet), tables(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    private List<SheetDifference> differences(Map<String, BigDecimal> sent, Map<String, BigDecimal> stored) {
        Set<String> places = new TreeSet<>(sent.keySet());
        places.addAll(stored.keySet());
        List<SheetDifference> differences = new ArrayList<>();
        for (String place : places) {
            BigDecimal wanted = sent.getOrDefault(place, BigDecimal.ZERO);
            BigDecimal found = stored.getOrDefault(place, BigDecimal.ZERO);
            boolean known = !OF_THE_WHOLE_TOPIC.contains(place) || stored.containsKey(place);
            if (known && !agree(place, wanted, found)) {
                differences.add(new SheetDifference(place, wanted.toPlainString(), found.toPlainString()));
            }
        }
        return differences;
    }

    /** A record that was sent again after an unclear answer may be there twice: as a duplicate, or as a second dead letter. */
    private boolean agree(String place, BigDecimal wanted, BigDecimal found) {
        if (OF_THE_WHOLE_TOPIC.contains(place) || place.startsWith("deadLetters/")) {
            BigDecimal most = wanted.add(sheet.path("uncertain").decimalValue());
            return found.compareTo(wanted) >= 0 && found.compareTo(most) <= 0;
        }
        return wanted.compareTo(found) == 0;
    }

    private Map<String, BigDecimal> tables(Connection connection) throws SQLException {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        if (sheet.path("from").isNull()) {
            return numbers;
        }
        for (String act : STATEMENTS) {
            try (PreparedStatement statement = connection.prepareStatement(Sql.of(act))) {
                bind(statement);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        numbers.put(rows.getString(1), rows.getBigDecimal(2));
                    }
                }
            }
        }
        return numbers;
    }

    /** Every statement begins with the same eight. */
    private void bind(PreparedStatement statement) throws SQLException {
        String run = sheet.path("run").asText();
        statement.setString(1, run + "-0000-0000-0000-000000000000");
        statement.setString(2, run + "-ffff-ffff-ffff-ffffffffffff");
        statement.setTimestamp(3, moment(sheet.path("from")));
        statement.setTimestamp(4, moment(sheet.path("to")));
        statement.setTimestamp(5, moment(sheet.path("startedAt")));
        statement.setTimestamp(6, moment(sheet.path("lastSentAt")));
        statement.setTimestamp(7, moment(sheet.path("abandonedCarts").path("at")));
        statement.setString(8, sheet.path("timeZone").asText());
    }

    private static Timestamp moment(JsonNode text) {
        return Timestamp.from(Instant.parse(text.asText()));
    }
}
