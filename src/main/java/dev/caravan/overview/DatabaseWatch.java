package dev.caravan.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** How the database is, and how far it says that each partition is stored. What was read last stays known while it is away. Thread-safe. */
public final class DatabaseWatch {
    private static final Duration SIZE_PAUSE = Duration.ofSeconds(60);

    /** Connections that are in use, of all pools of this instance. */
    public record PoolUse(int active, int max) {}

    /** One row of {@code stream_offsets}. */
    record Stored(
            String topic,
            String topicId,
            int partition,
            long firstOffset,
            long nextOffset,
            long stored,
            long duplicates,
            long dead,
            long gaps,
            long lost) {

        /** Offsets that a record of the shop took. */
        long received() {
            return nextOffset - firstOffset - gaps;
        }

        boolean sumsAgree() {
            return received() == stored + duplicates + dead;
        }
    }

    private final Presence presence;
    private final Supplier<String> circuit;
    private final Supplier<PoolUse> pools;
    private final Clock clock;
    private volatile List<Stored> partitions = List.of();
    private volatile @Nullable Long sizeBytes;
    private volatile Instant sizedAt = Instant.EPOCH;

    /** @param circuit state of the circuit breaker before the database */
    public DatabaseWatch(Supplier<String> circuit, Supplier<PoolUse> pools, Clock clock) {
        this.presence = new Presence(clock);
        this.circuit = circuit;
        this.pools = pools;
        this.clock = clock;
    }

    /** Whether to look now. */
    public boolean isDue() {
        return presence.begin();
    }

    /** Whether its size is to be asked for: that reads the directory of each table. */
    public boolean isSizeDue() {
        return !clock.instant().isBefore(sizedAt.plus(SIZE_PAUSE));
    }

    public void keepSize(@Header("size") long bytes) {
        sizedAt = clock.instant();
        sizeBytes = bytes;
    }

    /** Takes the rows of {@code partitions.sql} and means that it is there. */
    public void keep(@Header("partitions") List<Map<String, Object>> rows) {
        partitions = rows.stream().map(DatabaseWatch::stored).toList();
        presence.found();
    }

    /** It did not answer. */
    public void missed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        presence.missed(cause == null ? "no answer" : String.valueOf(cause.getMessage()));
    }

    void watch() {
        presence.watch();
    }

    List<Stored> partitions() {
        return partitions;
    }

    Overview.Database now() {
        Presence.Now now = presence.now();
        PoolUse use = pools.get();
        return new Overview.Database(
                now.state(),
                circuit.get().toLowerCase(java.util.Locale.ROOT),
                now.since() == null ? null : now.since().toString(),
                now.message(),
                use.active(),
                use.max(),
                sizeBytes);
    }

    private static Stored stored(Map<String, Object> row) {
        return new Stored(
                String.valueOf(row.get("topic")),
                String.valueOf(row.get("topic_id")),
                (int) count(row, "partition"),
                count(row, "first_offset"),
                count(row, "next_offset"),
                count(row, "stored"),
                count(row, "duplicates"),
                count(row, "dead"),
                count(row, "gaps"),
                count(row, "lost"));
    }

    private static long count(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }
}
