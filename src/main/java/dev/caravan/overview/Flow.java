package dev.caravan.overview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The flow as a graph: which route sends to which, and between which routes and places data goes. Follows from the routes alone.
 *
 * @param arrows in the order of the routes
 * @param places those that an arrow touches
 */
record Flow(List<Arrow> arrows, List<Place> places) {

    /**
     * From a route or place to a route or place.
     *
     * @param tally the key under which {@link Traffic} counts it; empty where the routes' own counts tell it
     */
    record Arrow(String from, String to, String unit, String tally) {}

    static Flow of(List<RouteShape> routes) {
        Map<String, List<RouteShape>> byName = routes.stream()
                .filter(route -> !route.name().isEmpty())
                .collect(Collectors.groupingBy(RouteShape::name));
        Set<Arrow> arrows = new LinkedHashSet<>();
        Map<String, Place> places = new LinkedHashMap<>();
        Set<String> filesThatRead = routes.stream()
                .filter(route -> route.steps().stream().anyMatch(Step::reads))
                .map(RouteShape::file)
                .collect(Collectors.toSet());
        for (RouteShape route : routes) {
            Place from = route.from();
            if (from != null && isPartOfTheFlow(route, from, filesThatRead, byName)) {
                places.put(from.id(), from);
                arrows.add(ofConsumer(route, from));
            }
            route.places().forEach(place -> places.put(place.id(), place));
            for (Step step : route.steps()) {
                arrows.addAll(ofStep(route, step, byName, places));
            }
        }
        return new Flow(List.copyOf(arrows), List.copyOf(places.values()));
    }

    /** What is asked over HTTP gives its answer to browsers; everything else that is consumed from flows in. */
    private static Arrow ofConsumer(RouteShape route, Place from) {
        String tally = Traffic.consumed(from.id(), route.id());
        return from.equals(Place.BROWSERS)
                ? new Arrow(route.id(), from.id(), from.unit(), tally)
                : new Arrow(from.id(), route.id(), from.unit(), tally);
    }

    private static List<Arrow> ofStep(
            RouteShape route, Step step, Map<String, List<RouteShape>> byName, Map<String, Place> places) {
        List<Arrow> arrows = new ArrayList<>();
        if (step.leadsToARoute()) {
            for (RouteShape callee : byName.getOrDefault(step.target(), List.of())) {
                arrows.add(new Arrow(route.id(), callee.id(), "exchanges", ""));
            }
            return arrows;
        }
        Place place = places.get(step.target());
        String unit = step.reads() ? "statements" : place == null ? "messages" : place.unit();
        String tally = Traffic.sent(route.id(), step);
        arrows.add(
                step.reads()
                        ? new Arrow(step.target(), route.id(), unit, tally)
                        : new Arrow(route.id(), step.target(), unit, tally));
        return arrows;
    }

    /** HTTP also bears a page's files and switches, which are no flow: only what leads to a place, or stands beside what reads one, is. */
    private static boolean isPartOfTheFlow(
            RouteShape route, Place from, Set<String> filesThatRead, Map<String, List<RouteShape>> byName) {
        if (from.equals(Place.BROWSERS)) {
            return filesThatRead.contains(route.file());
        }
        return !from.equals(Place.SENDERS) || leadsToAPlace(route, byName, new LinkedHashSet<>());
    }

    private static boolean leadsToAPlace(RouteShape route, Map<String, List<RouteShape>> byName, Set<String> seen) {
        if (!seen.add(route.id())) {
            return false;
        }
        return route.steps().stream()
                .anyMatch(step -> !step.leadsToARoute()
                        || byName.getOrDefault(step.target(), List.of()).stream()
                                .anyMatch(callee -> leadsToAPlace(callee, byName, seen)));
    }
}
