package dev.caravan.quality.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Hands alerts to those who are to be told. The topic gets each change from one instance, once unless that instance ends in between; the
 * browsers get it from the instance that they listen to. Thread-safe.
 */
public final class AlertFeed {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int AT_A_TIME = 20;

    private final DataSource dataSource;
    private final Clock clock;
    private final Set<Long> firing = new TreeSet<>();
    private long newest;
    private Instant lastAt = Instant.EPOCH;

    AlertFeed(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** What the topic wasn't told. Where {@link #announced} doesn't follow, it comes again half a minute later. */
    public List<AlertNews> toAnnounce() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<AlertNews> news = Sql.query(connection, "claim-alerts-to-announce", AlertNews::read, AT_A_TIME);
            news.sort(Comparator.comparingLong(AlertNews::alertId));
            return news;
        }
    }

    /** The topic has it. */
    public void announced(AlertNews news) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Sql.update(connection, "mark-alert-announced", news.resolved(), news.alertId());
        }
    }

    /** What has changed since the last call. After a pause nothing has: what happened while nobody listened is no news. */
    public synchronized List<AlertNews> toBroadcast() throws SQLException {
        Instant now = clock.instant();
        boolean goesOn = !now.isAfter(lastAt.plus(LONGEST_PAUSE));
        try (Connection connection = dataSource.getConnection()) {
            if (!goesOn) {
                takeWhatIsKnown(connection);
                lastAt = now;
                return List.of();
            }
            List<AlertNews> news = Sql.query(
                    connection,
                    "select-alert-news",
                    AlertNews::read,
                    newest,
                    connection.createArrayOf("bigint", firing.toArray()));
            lastAt = now;
            news.forEach(this::remember);
            return news;
        }
    }

    private void takeWhatIsKnown(Connection connection) throws SQLException {
        firing.clear();
        List<Long> known = new ArrayList<>();
        Sql.query(connection, "select-alerts-known", row -> {
            long id = row.getLong("alert_id");
            if (row.getBoolean("fires")) {
                firing.add(id);
            }
            return known.add(id);
        });
        newest = known.stream().mapToLong(id -> id).max().orElse(0);
    }

    private void remember(AlertNews one) {
        newest = Math.max(newest, one.alertId());
        if (one.resolved()) {
            firing.remove(one.alertId());
        } else {
            firing.add(one.alertId());
        }
    }
}
