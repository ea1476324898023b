package dev.caravan.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One bad record for each reason that a sender can cause: each becomes the right dead letter. */
final class DataQualityCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ARRIVED = Sql.of("arrived-dead-letters");

    private final Installation installation;
    private final MarkedTopic topic;
    private final List<BadRecord> bad;

    DataQualityCheck(Installation installation, MarkedTopic topic, List<BadRecord> bad) {
        this.installation = installation;
        this.topic = topic;
        this.bad = bad;
    }

    @Override
    public String name() {
        return "data quality";
    }

    @Override
    public Duration limit() {
        return PATIENCE.plusSeconds(20);
    }

    @Override
    public String measure() throws Exception {
        try (Connection connection = installation.database().getConnection()) {
            for (BadRecord one : bad) {
                topic.send(one.sent()).get(10, TimeUnit.SECONDS);
            }
            long startNanos = System.nanoTime();
            List<String> wrong = wrong(connection);
            while (!wrong.isEmpty() && Figures.msSince(startNanos) < PATIENCE.toMillis()) {
                Thread.sleep(20);
                wrong = wrong(connection);
            }
            if (!wrong.isEmpty()) {
                throw new CheckFailedException("after " + PATIENCE.toSeconds() + " s: " + String.join("; ", wrong));
            }
            return bad.size() + " of " + bad.size() + " bad records are dead letters with the right reason and field, "
                    + Figures.ms(Figures.msSince(startNanos)) + " after the last was sent: "
                    + String.join(", ", bad.stream().map(BadRecord::reason).toList());
        }
    }

    private List<String> wrong(Connection connection) throws SQLException {
        Map<String, String> found = new HashMap<>();
        for (Map<String, @Nullable Object> row : Sql.rows(connection, ARRIVED)) {
            found.put(String.valueOf(row.get("record_key")), row.get("reason") + " at \"" + row.get("field") + '"');
        }
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (BadRecord one : bad) {
            String right = one.reason() + " at \"" + one.field() + '"';
            String is = found.get(one.sent().key());
            if (is == null) {
                missing.add(one.reason());
            } else if (!is.equals(right)) {
                wrong.add("what must be " + right + " is " + is);
            }
        }
        if (!missing.isEmpty()) {
            wrong.add("no dead letter for " + String.join(", ", missing));
        }
        return wrong;
    }
}
