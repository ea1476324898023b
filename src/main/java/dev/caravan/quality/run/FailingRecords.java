package dev.caravan.quality.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import dev.caravan.quality.row.Place;
import dev.caravan.quality.row.WindowState;
import dev.caravan.quality.run.QualityRuns.StoredRun;
import dev.caravan.quality.table.FailingRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What failed an expectation, page by page: of a window the records by their places, of a table its rows as they are now. */
final class FailingRecords {
    private final StreamSuites streams;
    private final Supplier<List<Suite>> suites;
    private final FailingRows failingRows;

    FailingRecords(StreamSuites streams, Supplier<List<Suite>> suites, FailingRows failingRows) {
        this.streams = streams;
        this.suites = suites;
        this.failingRows = failingRows;
    }

    ObjectNode page(Connection connection, StoredRun run, String position, @Nullable String after, int limit)
            throws SQLException {
        int expectation = position(run, position);
        return run.trigger().equals("window")
                ? ofWindow(connection, run, expectation, after, limit)
                : ofTable(connection, run, expectation, after, limit);
    }

    private ObjectNode ofTable(Connection connection, StoredRun run, int expectation, @Nullable String after, int limit)
            throws SQLException {
        String sql = Sql.query(
                        connection,
                        "select-failing-rows-sql",
                        row -> Optional.ofNullable(row.getString("failing_rows_sql")),
                        run.runId(),
                        expectation)
                .get(0)
                .orElseThrow(() -> RequestRefused.notFound("no row failed it, or it judges no single rows"));
        FailingRows.Page page;
        try {
            page = failingRows.read(connection, target(run), sql, after, limit);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.badParameter(String.valueOf(e.getMessage()));
        }
        ObjectNode answer = Json.object();
        answer.set("columns", Json.of(page.columns()));
        answer.set("rows", Json.of(page.rows()));
        answer.put("next", page.next());
        answer.put("as_of", "now");
        return answer;
    }

    /** The table that was judged, by the key that its suite names now. */
    private Target.Table target(StoredRun run) {
        return suites.get().stream()
                .filter(suite -> suite.name().equals(run.suite()))
                .map(Suite::target)
                .filter(Target.Table.class::isInstance)
                .map(Target.Table.class::cast)
                .filter(table -> table.table().equals(run.target()))
                .findFirst()
                .orElseGet(() -> new Target.Table(run.target(), null, null, List.of()));
    }

    private ObjectNode ofWindow(
            Connection connection, StoredRun run, int expectation, @Nullable String after, int limit)
            throws SQLException {
        WindowState window = window(connection, run);
        List<Place> places = window.failing(expectation, place(after), limit + 1);
        ObjectNode answer = Json.object();
        answer.putArray("columns").add("kafka_partition").add("kafka_offset");
        ArrayNode rows = answer.putArray("rows");
        places.stream()
                .limit(limit)
                .forEach(place -> rows.addArray().add(place.partition()).add(place.offset()));
        answer.put("next", places.size() > limit ? text(places.get(limit - 1)) : null);
        answer.put("as_of", "run");
        return answer;
    }

    private WindowState window(Connection connection, StoredRun run) throws SQLException {
        List<Optional<WindowState>> windows = Sql.query(
                connection,
                "select-window-of-run",
                row -> {
                    StreamSuite suite = streams.find(row.getString("suite"), row.getString("fingerprint"));
                    return suite == null
                            ? Optional.empty()
                            : Optional.of(suite.judge().read(row.getBytes("state")));
                },
                run.runId());
        if (windows.isEmpty()) {
            throw RequestRefused.notFound("the window's records are forgotten");
        }
        return windows.get(0)
                .orElseThrow(() -> RequestRefused.notFound(
                        "the suite has changed since, and what its earlier windows hold can't be read any more"));
    }

    private static int position(StoredRun run, String text) {
        try {
            int position = Integer.parseInt(text);
            if (position >= 0 && position < run.evaluated()) {
                return position;
            }
        } catch (NumberFormatException e) {
            // answered like a position that there is not
        }
        throw RequestRefused.notFound("the run has results 0 to " + (run.evaluated() - 1));
    }

    private static String text(Place place) {
        return place.partition() + "-" + place.offset();
    }

    private static @Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            int split = after.indexOf('-');
            return new Place(Integer.parseInt(after.substring(0, split)), Long.parseLong(after.substring(split + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw RequestRefused.badParameter("after must be the next of the page before");
        }
    }
}
