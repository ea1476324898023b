package dev.caravan.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * Answers what the installation is doing. Waits for nothing: what the watches saw last is told, with how they are now. Made at most once a
 * second, so that many viewers cost no more than one. Thread-safe.
 */
public final class Overviews {
    private static final Duration FRESH = Duration.ofMillis(900);

    private final String instance;
    private final ZoneId timeZone;
    private final Traffic traffic;
    private final RouteStates states;
    private final StoredBatches batches;
    private final FrameDelays frames;
    private final DatabaseWatch database;
    private final BrokerWatch broker;
    private final Assignment assignment;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private String newest = "";
    private Instant newestAt = Instant.EPOCH;

    public Overviews(
            String instance,
            ZoneId timeZone,
            Traffic traffic,
            RouteStates states,
            StoredBatches batches,
            FrameDelays frames,
            DatabaseWatch database,
            BrokerWatch broker,
            Assignment assignment,
            Clock clock) {
        this.instance = instance;
        this.timeZone = timeZone;
        this.traffic = traffic;
        this.states = states;
        this.batches = batches;
        this.frames = frames;
        this.database = database;
        this.broker = broker;
        this.assignment = assignment;
        this.clock = clock;
    }

    /** Notes where the counters stand, for the rates. */
    public void sample(Exchange exchange) {
        List<RouteShape> routes = traffic.reader().read(exchange.getContext());
        states.sample(clock.instant(), routes, Flow.of(routes));
    }

    /** The answer as JSON. */
    public synchronized String json(Exchange exchange) throws JsonProcessingException {
        database.watch();
        broker.watch();
        Instant now = clock.instant();
        if (!now.isBefore(newestAt.plus(FRESH))) {
            newest = json.writeValueAsString(overview(exchange.getContext(), now));
            newestAt = now;
        }
        return newest;
    }

    private Overview overview(CamelContext context, Instant now) {
        List<RouteShape> routes = traffic.reader().read(context);
        Flow flow = Flow.of(routes);
        List<Overview.Partition> partitions =
                PartitionStates.of(database.partitions(), broker.events(), broker.seen(), assignment.partitions(), now);
        Overview.Database databaseNow = database.now();
        Overview.Broker brokerNow = broker.now();
        return new Overview(
                now.toString(),
                instance,
                timeZone.getId(),
                states.stages(context, routes, flow, now),
                places(flow, databaseNow, brokerNow),
                states.edges(flow, PartitionStates.lag(partitions)),
                partitions,
                new Overview.Latency(batches.latency(now), frames.at(now)),
                databaseNow,
                brokerNow,
                batches.newest());
    }

    private static List<Overview.PlaceState> places(Flow flow, Overview.Database database, Overview.Broker broker) {
        Set<String> touched = new LinkedHashSet<>();
        flow.arrows().forEach(arrow -> touched.addAll(List.of(arrow.from(), arrow.to())));
        return flow.places().stream()
                .filter(place -> touched.contains(place.id()))
                .map(place -> new Overview.PlaceState(
                        place.id(),
                        place.kind(),
                        place.title(),
                        switch (place.kind()) {
                            case "database" -> database.state();
                            case "topic" -> broker.state();
                            default -> "unknown";
                        }))
                .toList();
    }
}
