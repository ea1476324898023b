package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Judges a table of any database row by row, through a cursor: each row travels, and memory stays flat. One pass for all expectations, one
 * more for z-scores, and one for each order that is asked for. Names are quoted with double quotes, as standard SQL has it.
 */
public final class CursorEngine {

    /**
     * One verdict for each expectation, in the suite's order. What can't be judged row by row is told, and the others go on.
     *
     * @throws IllegalArgumentException if the suite isn't about a table
     */
    public List<Verdict> run(Connection connection, Suite suite, Instant now, ZoneId shopTimeZone) throws SQLException {
        if (!(suite.target() instanceof Target.Table target)) {
            throw new IllegalArgumentException(suite.name() + " isn't about a table");
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return judge(new Cursor(connection, target, new Judgement(now, shopTimeZone)), suite.expectations());
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static List<Verdict> judge(Cursor cursor, List<Expectation> expectations) throws SQLException {
        ZScores zScores = zScores(cursor, expectations);
        Map<List<String>, List<Integer>> byOrder = new LinkedHashMap<>();
        for (int i = 0; i < expectations.size(); i++) {
            byOrder.computeIfAbsent(orderOf(expectations.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, Verdict> verdicts = new TreeMap<>();
        for (Map.Entry<List<String>, List<Integer>> entry : byOrder.entrySet()) {
            List<Expectation> ofOrder =
                    entry.getValue().stream().map(expectations::get).toList();
            List<Judge> judges = ofOrder.stream()
                    .map(one -> Judge.of(one, cursor.shape(), cursor.shopTimeZone(), zScores))
                    .toList();
            List<Verdict> found = cursor.read(judges, entry.getKey()).verdicts(ofOrder, cursor.judgement());
            for (int i = 0; i < found.size(); i++) {
                verdicts.put(entry.getValue().get(i), found.get(i));
            }
        }
        return List.copyOf(verdicts.values());
    }

    /** Empty for the table's key. */
    private static List<String> orderOf(Expectation expectation) {
        return expectation.list("order_by").stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    /** Mean and deviation must be known before a single value can be judged. */
    private static ZScores zScores(Cursor cursor, List<Expectation> expectations) throws SQLException {
        List<Expectation> wanted = expectations.stream()
                .filter(one -> one.type() == ExpectationType.EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN)
                .toList();
        Map<Expectation, MomentsTally> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            List<Judge> judges = wanted.stream()
                    .map(one -> Judge.ofMoments(one, cursor.shape(), cursor.shopTimeZone()))
                    .toList();
            Seen seen = cursor.read(judges, List.of());
            for (int i = 0; i < wanted.size(); i++) {
                if (seen.tally(i) instanceof MomentsTally moments) {
                    found.put(wanted.get(i), moments);
                }
            }
        }
        return found::get;
    }
}
