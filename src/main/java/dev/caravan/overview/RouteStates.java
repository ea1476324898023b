package dev.caravan.overview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;

/** What the counts say of routes, stages and arrows. Sampled once a second, whoever asks. Thread-safe. */
public final class RouteStates {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);
    private static final String ENDING = ".camel.yaml";

    private final Traffic traffic;
    private final MeterRegistry meters;
    private final Samples samples = new Samples();

    public RouteStates(Traffic traffic, MeterRegistry meters) {
        this.traffic = traffic;
        this.meters = meters;
    }

    void sample(Instant at, List<RouteShape> routes, Flow flow) {
        Map<String, Long> counts = new HashMap<>();
        for (RouteShape route : routes) {
            count(counts, Traffic.route(route.id()));
            Timer timer = timer(route.id());
            if (timer != null) {
                counts.put(timed(route.id()), timer.count());
                counts.put(nanos(route.id()), (long) timer.totalTime(TimeUnit.NANOSECONDS));
            }
        }
        for (Flow.Arrow arrow : flow.arrows()) {
            if (!arrow.tally().isEmpty()) {
                count(counts, arrow.tally());
            }
        }
        samples.add(at, counts);
    }

    private void count(Map<String, Long> counts, String key) {
        Tally tally = traffic.tally(key);
        counts.put(key, tally.total());
        counts.put(records(key), tally.records());
        counts.put(failed(key), tally.failed());
    }

    /** One for each file that has routes, by its name. */
    List<Overview.Stage> stages(CamelContext context, List<RouteShape> routes, Flow flow, Instant now) {
        Map<String, List<RouteShape>> byFile = new LinkedHashMap<>();
        routes.forEach(route ->
                byFile.computeIfAbsent(route.file(), file -> new ArrayList<>()).add(route));
        return byFile.entrySet().stream()
                .map(entry -> stage(context, entry.getKey(), entry.getValue(), flow, now))
                .sorted(Comparator.comparing(Overview.Stage::id))
                .toList();
    }

    private Overview.Stage stage(CamelContext context, String file, List<RouteShape> routes, Flow flow, Instant now) {
        String id = file.isEmpty()
                ? "java"
                : file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
        List<Overview.RouteState> states =
                routes.stream().map(route -> state(context, route)).toList();
        List<String> arrows = flow.arrows().stream()
                .filter(arrow -> !arrow.tally().isEmpty()
                        && routes.stream()
                                .anyMatch(route -> route.id().equals(arrow.from())
                                        || route.id().equals(arrow.to())))
                .map(Flow.Arrow::tally)
                .toList();
        Instant moved = latest(
                arrows.isEmpty()
                        ? routes.stream().map(route -> Traffic.route(route.id()))
                        : arrows.stream().map(RouteStates::records));
        return new Overview.Stage(
                id,
                title(id),
                file,
                stateOf(routes, states, arrows, moved, now),
                moved == null ? null : moved.toString(),
                states);
    }

    private String stateOf(
            List<RouteShape> routes,
            List<Overview.RouteState> states,
            List<String> arrows,
            @Nullable Instant moved,
            Instant now) {
        if (states.stream().anyMatch(route -> !route.state().equals("started"))) {
            return "stopped";
        }
        if (Stream.concat(arrows.stream(), routes.stream().map(route -> Traffic.route(route.id())))
                .anyMatch(key -> samples.risen(failed(key)) > 0)) {
            return "failing";
        }
        boolean works = states.stream().anyMatch(route -> route.inflight() > 0);
        Instant busy = latest(Stream.concat(arrows.stream(), routes.stream().map(route -> Traffic.route(route.id()))));
        if (works && (busy == null || !now.isBefore(busy.plus(STUCK_AFTER)))) {
            return "stuck";
        }
        return moved != null && now.isBefore(moved.plus(STUCK_AFTER)) ? "moving" : "idle";
    }

    private @Nullable Instant latest(Stream<String> keys) {
        return keys.map(samples::movedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Overview.RouteState state(CamelContext context, RouteShape route) {
        Tally tally = traffic.tally(Traffic.route(route.id()));
        ServiceStatus status = context.getRouteController().getRouteStatus(route.id());
        long timed = samples.risen(timed(route.id()));
        return new Overview.RouteState(
                route.id(),
                route.description(),
                status == null ? "unknown" : status.name().toLowerCase(java.util.Locale.ROOT),
                tally.total(),
                tally.failed(),
                tally.inflight(),
                rounded(samples.perSecond(Traffic.route(route.id()))),
                timed == 0 ? null : rounded(samples.risen(nanos(route.id())) / 1e6 / timed));
    }

    /** @param lag by topic, the events that are not stored yet */
    List<Overview.Edge> edges(Flow flow, Map<String, Long> lag) {
        Map<String, Long> callers = new HashMap<>();
        flow.arrows().stream()
                .filter(arrow -> arrow.tally().isEmpty())
                .forEach(arrow -> callers.merge(arrow.to(), 1L, Long::sum));
        return flow.arrows().stream()
                .map(arrow -> arrow.tally().isEmpty()
                        ? ofRoute(arrow, callers.getOrDefault(arrow.to(), 0L) == 1)
                        : ofPlace(arrow, lag))
                .toList();
    }

    /** What a route was sent is known where only one route sends to it. */
    private Overview.Edge ofRoute(Flow.Arrow arrow, boolean only) {
        String key = Traffic.route(arrow.to());
        Tally tally = traffic.tally(key);
        return new Overview.Edge(
                arrow.from(),
                arrow.to(),
                arrow.unit(),
                only ? rounded(samples.perSecond(key)) : null,
                only ? rounded(samples.perSecond(failed(key))) : null,
                only ? Long.valueOf(tally.inflight()) : null,
                tally.total(),
                tally.failed());
    }

    private Overview.Edge ofPlace(Flow.Arrow arrow, Map<String, Long> lag) {
        Tally tally = traffic.tally(arrow.tally());
        Long waiting = lag.get(arrow.from());
        return new Overview.Edge(
                arrow.from(),
                arrow.to(),
                arrow.unit(),
                rounded(samples.perSecond(records(arrow.tally()))),
                rounded(samples.perSecond(failed(arrow.tally()))),
                waiting == null ? Long.valueOf(tally.inflight()) : waiting,
                tally.records(),
                tally.failed());
    }

    private @Nullable Timer timer(String routeId) {
        return meters.find("camel.route.policy").tag("routeId", routeId).timer();
    }

    private static String title(String id) {
        String words = id.replace('-', ' ').replace('.', ' ');
        return words.isEmpty() ? id : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 100) / 100.0);
    }

    private static String records(String key) {
        return key + " records";
    }

    private static String failed(String key) {
        return key + " failed";
    }

    private static String timed(String routeId) {
        return routeId + " timed";
    }

    private static String nanos(String routeId) {
        return routeId + " nanos";
    }
}
