package dev.caravan.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** 500 events, 250 a second, through the topic into the tables: none is missing, none is there twice, and how long each took. */
final class StreamingCheck implements Check {
    private static final int VISITORS = 50;
    private static final int EVENTS_A_STEP = 5;
    private static final long STEP_MS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ARRIVED = Sql.of("arrived-events");
    private static final String SUMS = Sql.of("marked-sums");

    private final Installation installation;
    private final MarkedTopic topic;
    private final Mark mark;
    private final MarkedBatch batch;
    private final Map<String, Long> sentNanos = new HashMap<>();
    private final Map<String, Double> latenciesMs = new HashMap<>();

    StreamingCheck(Installation installation, MarkedTopic topic, Mark mark, MarkedBatch batch) {
        this.installation = installation;
        this.topic = topic;
        this.mark = mark;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "streaming";
    }

    @Override
    public Duration limit() {
        return PATIENCE.plusSeconds(20);
    }

    @Override
    public String measure() throws Exception {
        try (Connection connection = installation.database().getConnection()) {
            int rows = sendAndAwait(connection, batch.events(VISITORS));
            if (rows != sentNanos.size()) {
                throw new CheckFailedException(sentNanos.size() + " events were sent, " + rows + " are stored after "
                        + PATIENCE.toSeconds() + " s");
            }
            requireDerived(connection);
        }
        double[] sorted =
                latenciesMs.values().stream().mapToDouble(ms -> ms).sorted().toArray();
        return sentNanos.size() + " of " + sentNanos.size() + " events stored once, with " + VISITORS + " orders of "
                + MarkedBatch.amount(VISITORS) + " " + installation.currency() + "; sent to visible p50 "
                + Figures.ms(sorted[sorted.length / 2]) + ", max " + Figures.ms(sorted[sorted.length - 1]);
    }

    /** Sends some, looks what has arrived, and so on until all have, or the patience ends. Returns how many rows there are. */
    private int sendAndAwait(Connection connection, List<MarkedRecord> events) throws Exception {
        long startNanos = System.nanoTime();
        int next = 0;
        int rows = 0;
        while (rows < events.size() && Figures.msSince(startNanos) < PATIENCE.toMillis()) {
            long stepNanos = System.nanoTime();
            int until = Math.min(next + EVENTS_A_STEP, events.size());
            send(events.subList(next, until));
            next = until;
            rows = look(connection);
            long restMs = STEP_MS - (long) Figures.msSince(stepNanos);
            if (next < events.size() && restMs > 0) {
                Thread.sleep(restMs);
            }
        }
        return rows;
    }

    private void send(List<MarkedRecord> events) throws Exception {
        Future<RecordMetadata> last = null;
        for (MarkedRecord event : events) {
            sentNanos.put(event.id(), System.nanoTime());
            last = topic.send(event);
        }
        if (last != null) {
            last.get(10, TimeUnit.SECONDS);
        }
    }

    private int look(Connection connection) throws SQLException {
        List<Map<String, @Nullable Object>> rows = Sql.rows(connection, ARRIVED, mark.prefix());
        for (Map<String, @Nullable Object> row : rows) {
            String id = String.valueOf(row.get("original_event_id"));
            Long sent = sentNanos.get(id);
            if (sent != null) {
                latenciesMs.computeIfAbsent(id, first -> Figures.msSince(sent));
            }
        }
        return rows.size();
    }

    private void requireDerived(Connection connection) throws SQLException {
        Map<String, @Nullable Object> sums = Sql.rows(
                        connection, SUMS, batch.visitors(VISITORS), batch.sessions(VISITORS))
                .get(0);
        for (String each : List.of("visitors", "sessions_with_order", "orders")) {
            if (Sql.number(sums, each) != VISITORS) {
                throw new CheckFailedException("the events are stored, but there are " + sums.get(each) + " " + each
                        + " where " + VISITORS + " are right");
            }
        }
        BigDecimal right = MarkedBatch.amount(VISITORS);
        if (!(sums.get("amount") instanceof BigDecimal amount) || amount.compareTo(right) != 0) {
            throw new CheckFailedException("the events are stored, but their orders are worth " + sums.get("amount")
                    + " where " + right + " is right");
        }
    }
}
