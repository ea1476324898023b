package dev.caravan.dashboard.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sums of each day anew of which something changed, in one transaction: the marks of changed days are taken first, so what is
 * committed meanwhile is marked for the next time. One instance at a time works; it uses at most about a twentieth of the time.
 * Thread-safe.
 */
public final class RollUps {
    private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int SHARE = 20;
    private static final Duration WEEKS_PAUSE = Duration.ofMinutes(1);
    private static final int DAYS_AT_A_TIME = 4;
    private static final int ROWS_AT_A_TIME = 2_000;
    private static final List<String> TABLES_BY_DAY =
            List.of("session_days", "product_sales_days", "product_refund_days", "order_days", "visitor_days");

    private final DataSource dataSource;
    private final ZoneId zone;
    private final Clock clock;
    private final Timer duration;
    private volatile Instant doneAt;
    private Duration costBefore = Duration.ZERO;
    private Instant dueAt = Instant.EPOCH;
    private Instant weeksDueAt = Instant.EPOCH;
    private @Nullable String failure;

    public RollUps(DataSource dataSource, ZoneId zone, Clock clock, MeterRegistry registry) {
        this.dataSource = dataSource;
        this.zone = zone;
        this.clock = clock;
        doneAt = clock.instant();
        duration = Timer.builder("caravan.rollup.duration")
                .description("Time in which the days of which something changed were rolled up")
                .register(registry);
        TimeGauge.builder("caravan.rollup.age", this, TimeUnit.MILLISECONDS, RollUps::ageMs)
                .description("Time since changed days were rolled up last without a failure")
                .register(registry);
    }

    private double ageMs() {
        return Duration.between(doneAt, clock.instant()).toMillis();
    }

    public synchronized boolean isDue() {
        return !clock.instant().isBefore(dueAt);
    }

    /** Rolls up what changed, a few days a transaction, newest first. Returns at once where another instance is at it. */
    public synchronized void run() throws SQLException {
        Instant began = clock.instant();
        Set<LocalDate> done = new HashSet<>();
        boolean news = true;
        while (news) {
            news = done.addAll(rollUpNewest());
        }
        doneAt = clock.instant();
        Duration cost = Duration.between(began, doneAt);
        if (!done.isEmpty()) {
            duration.record(cost);
        }
        dueAt = doneAt.plus(pauseAfter(cost));
    }

    /** By the cheaper of two runs: one that had years to catch up with must not keep the next one waiting for an hour. */
    private Duration pauseAfter(Duration cost) {
        Duration usual = cost.compareTo(costBefore) < 0 ? cost : costBefore;
        costBefore = cost;
        Duration pause = usual.multipliedBy(SHARE);
        return pause.compareTo(PAUSE) > 0 ? pause : PAUSE;
    }

    /** The days that it rolled up. Weeks are counted again when few days wait. */
    private List<LocalDate> rollUpNewest() throws SQLException {
        Instant began = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!isMine(connection)) {
                    return List.of();
                }
                List<LocalDate> days = rollUpDays(connection);
                if (days.size() < DAYS_AT_A_TIME && !began.isBefore(weeksDueAt)) {
                    rollUpWeeks(connection);
                    weeksDueAt = began.plus(WEEKS_PAUSE);
                }
                connection.commit();
                report(days, began);
                return days;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void report(List<LocalDate> days, Instant began) {
        if (failure != null) {
            LOG.info("days are rolled up again for the reports");
            failure = null;
        }
        if (!days.isEmpty()) {
            LOG.debug(
                    "rolled up {} to {} in {} ms",
                    days.get(0),
                    days.get(days.size() - 1),
                    Duration.between(began, clock.instant()).toMillis());
        }
    }

    /** It went wrong, and is tried again. Says so once. */
    public synchronized void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String message = String.valueOf(cause.getMessage());
        if (failure == null) {
            LOG.warn("days can't be rolled up for the reports, which stay as they are until then: {}", message);
        }
        failure = message;
        dueAt = clock.instant().plus(PAUSE.multipliedBy(5));
    }

    private static boolean isMine(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Sql.ofRollUp("try-lock"))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private List<LocalDate> rollUpDays(Connection connection) throws SQLException {
        List<LocalDate> days = taken(connection, "take-changed-days", DAYS_AT_A_TIME);
        for (LocalDate day : days) {
            delete(connection, day);
        }
        for (LocalDate day : days) {
            rollUp(connection, day);
        }
        SortedSet<LocalDate> weeks = new TreeSet<>();
        days.forEach(day -> weeks.add(monday(day)));
        for (LocalDate week : weeks) {
            execute(connection, "insert-changed-week", week);
        }
        return days;
    }

    private void delete(Connection connection, LocalDate day) throws SQLException {
        for (String table : TABLES_BY_DAY) {
            try (PreparedStatement statement = connection.prepareStatement("delete from " + table + " where day = ?")) {
                statement.setObject(1, day);
                statement.executeUpdate();
            }
        }
        execute(connection, "delete-changed-carts", from(day), to(day), day, day, from(day), to(day));
    }

    private void rollUp(Connection connection, LocalDate day) throws SQLException {
        Object from = from(day);
        Object to = to(day);
        execute(connection, "insert-session-days", day, from, to);
        execute(connection, "insert-product-sales-days", day, from, to);
        execute(connection, "insert-product-refund-days", day, from, to);
        execute(connection, "insert-order-days", from, to, from, to, from, to, from, to, from, to, day);
        execute(connection, "forbid-nested-loops");
        execute(connection, "insert-carts", from, to, day);
        execute(connection, "allow-nested-loops");
        insertVisitors(connection, day);
        execute(connection, "upsert-rolled-up-day", day);
    }

    private void insertVisitors(Connection connection, LocalDate day) throws SQLException {
        Map<String, Map<String, VisitorSketch>> sketches = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.ofRollUp("select-visitors"))) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setObject(1, from(day));
            statement.setObject(2, to(day));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String visitor = row.getString(1);
                    add(sketches, "", "", visitor);
                    add(sketches, "source", row.getString(2), visitor);
                    add(sketches, "medium", row.getString(3), visitor);
                    add(sketches, "campaign", row.getString(4), visitor);
                    add(sketches, "device", row.getString(5), visitor);
                    add(sketches, "country", row.getString(6), visitor);
                    for (String category : (String[]) row.getArray(7).getArray()) {
                        add(sketches, "category", category, visitor);
                    }
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(Sql.ofRollUp("insert-visitor-days"))) {
            for (Map.Entry<String, Map<String, VisitorSketch>> dimension : sketches.entrySet()) {
                for (Map.Entry<String, VisitorSketch> value :
                        dimension.getValue().entrySet()) {
                    statement.setObject(1, day);
                    statement.setString(2, dimension.getKey());
                    statement.setString(3, value.getKey());
                    statement.setLong(4, value.getValue().count().visitors());
                    statement.setBytes(5, value.getValue().bytes());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void add(
            Map<String, Map<String, VisitorSketch>> sketches, String dimension, String value, String visitor) {
        sketches.computeIfAbsent(dimension, name -> new TreeMap<>())
                .computeIfAbsent(value, name -> new VisitorSketch())
                .add(visitor);
    }

    private void rollUpWeeks(Connection connection) throws SQLException {
        for (LocalDate week : taken(connection, "take-changed-weeks")) {
            execute(connection, "delete-retention-weeks", week);
            execute(connection, "insert-retention-weeks", zone.getId(), week, from(week), from(week.plusWeeks(1)));
        }
    }

    private static List<LocalDate> taken(Connection connection, String act, Object... parameters) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.ofRollUp(act))) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    days.add(row.getObject(1, LocalDate.class));
                }
            }
        }
        return days;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static void execute(Connection connection, String act, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.ofRollUp(act))) {
            bind(statement, parameters);
            statement.executeUpdate();
        }
    }

    private Object from(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    private Object to(LocalDate day) {
        return from(day.plusDays(1));
    }

    private static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }
}
