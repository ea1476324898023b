package dev.caravan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Puts a frame together from what the {@code sql:} steps left in the headers, and keeps the newest one. Thread-safe.
 *
 * <p>The slow parts are read at most once a second and so seldom that reading them takes at most a twentieth of the time;
 * while somebody listens that happens beside the frames, which never wait for them.
 */
public final class Frames {

    private static final Duration FRESH = Duration.ofMillis(250);
    private static final Duration SLOW_PAUSE = Duration.ofSeconds(1);
    private static final Duration SLOW_GRACE = Duration.ofSeconds(2);
    private static final int SLOW_SHARE = 20;

    private final Shop shop;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final EventRate rate = new EventRate();
    private List<Row> newestEvents = List.of();
    private @Nullable SlowParts slowParts;
    private Instant slowDueAt = Instant.EPOCH;
    private String newest = "";
    private Instant newestAt = Instant.EPOCH;

    public Frames(Shop shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
    }

    /** Whether the slow parts are to be read again: their pause is over, or another day has begun. */
    public synchronized boolean slowPartsDue(@Body Map<String, Object> parameters) {
        return slowPartsOlderThan(Duration.ZERO, parameters);
    }

    /** Whether a frame can't go without reading them first: nobody listened for a while, so nobody kept them young. */
    public synchronized boolean slowPartsTooOld(@Body Map<String, Object> parameters) {
        return slowPartsOlderThan(SLOW_GRACE, parameters);
    }

    private boolean slowPartsOlderThan(Duration grace, Map<String, Object> parameters) {
        return slowParts == null
                || !slowParts.day().equals(parameters.get("day"))
                || !clock.instant().isBefore(slowDueAt.plus(grace));
    }

    /**
     * Takes what was read from the headers {@code visitorsNow}, {@code comparison}, {@code refunds}, {@code bestSellers},
     * {@code deadLettersToday}.
     */
    public synchronized void keepSlowParts(
            @Headers Map<String, @Nullable Object> read, @Body Map<String, Object> parameters) {
        slowParts = new SlowParts(
                (LocalDate) required(parameters, "day"),
                Row.all(read.get("visitorsNow")),
                FrameRows.comparison(Row.all(read.get("comparison"))),
                Row.all(read.get("refunds")),
                FrameRows.each(Row.all(read.get("bestSellers")), FrameRows::bestSeller),
                FrameRows.each(Row.all(read.get("deadLettersToday")), FrameRows::reasonSum));
        Instant now = clock.instant();
        Duration cost = Duration.between(((OffsetDateTime) required(parameters, "at")).toInstant(), now);
        Duration pause = cost.multipliedBy(SLOW_SHARE);
        slowDueAt = now.plus(pause.compareTo(SLOW_PAUSE) > 0 ? pause : SLOW_PAUSE);
    }

    /**
     * The frame as JSON, from the headers {@code partitions}, {@code today}, {@code money}, {@code lastHour}, {@code newestOrders},
     * {@code newestEvents}, {@code quality} and the slow parts.
     */
    public synchronized String assemble(
            @Headers Map<String, @Nullable Object> read, @Body Map<String, Object> parameters)
            throws JsonProcessingException {
        SlowParts slow = slowParts;
        if (slow == null) {
            throw new IllegalStateException("the slow parts must be read before a frame is made");
        }
        Instant at = ((OffsetDateTime) required(parameters, "at")).toInstant();
        List<Row> partitions = Row.all(read.get("partitions"));
        List<Frame.Money> money = FrameRows.money(Row.all(read.get("money")), slow.refunds());
        newestEvents = newest(Row.all(read.get("newestEvents")), (Integer) required(parameters, "newestEvents"));
        List<Frame.Partition> sums = FrameRows.each(partitions, FrameRows::partition);
        Frame frame = new Frame(
                at.toString(),
                new Frame.ShopInfo(
                        shop.timeZone().getId(),
                        shop.currency(),
                        required(parameters, "day").toString()),
                FrameRows.live(slow.now(), rate.sample(at, sum(partitions, "stored"))),
                FrameRows.today(Row.all(read.get("today")).get(0), money),
                slow.comparison(),
                FrameRows.each(Row.all(read.get("lastHour")), row -> FrameRows.minute(row, at)),
                slow.bestSellers(),
                FrameRows.each(Row.all(read.get("newestOrders")), FrameRows::newestOrder),
                FrameRows.each(newestEvents, FrameRows::newestEvent),
                new Frame.DeadLetterSums(sum(partitions, "dead"), slow.deadLettersToday()),
                sums,
                sums.stream().allMatch(Frame.Partition::agrees),
                new Frame.Quality(FrameRows.each(Row.all(read.get("quality")), FrameRows::criticalExpectation)));
        newest = json.writeValueAsString(frame);
        newestAt = at;
        return newest;
    }

    /** Whether the newest frame is too old to be handed out again. */
    public synchronized boolean isStale() {
        return newest.isEmpty() || !clock.instant().isBefore(newestAt.plus(FRESH));
    }

    /** The newest frame as JSON. */
    public synchronized String newest() {
        return newest;
    }

    /** The tail that is read can be short while a large batch is being written: what was seen before fills it up. */
    private List<Row> newest(List<Row> tail, int wanted) {
        Map<String, Row> byId = new LinkedHashMap<>();
        Stream.concat(tail.stream(), newestEvents.stream()).forEach(row -> byId.putIfAbsent(row.text("event_id"), row));
        return byId.values().stream()
                .sorted(Comparator.comparing((Row row) -> row.time("stored_at")).reversed())
                .limit(wanted)
                .toList();
    }

    private static long sum(List<Row> partitions, String column) {
        return partitions.stream().mapToLong(row -> row.count(column)).sum();
    }

    private static Object required(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " must be there");
        }
        return value;
    }
}
