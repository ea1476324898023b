package dev.caravan.overview;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the Camel context which routes there are and where their steps lead. An address that is computed for each message is left
 * out, since nobody can know it before.
 */
final class RouteReader {
    private static final Pattern WRITES = Pattern.compile(
            "\\b(?:insert|update|delete|merge|truncate|copy|call|refresh)\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, BeanWork> beans;
    private final Map<String, Boolean> reads = new ConcurrentHashMap<>();

    /** @param beans what beans do with a place on their own, by {@code name.method} */
    RouteReader(Map<String, BeanWork> beans) {
        this.beans = Map.copyOf(beans);
    }

    List<RouteShape> read(CamelContext context) {
        List<RouteShape> shapes = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            shapes.add(shape(context, route));
        }
        return shapes;
    }

    private RouteShape shape(CamelContext context, Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        Set<Step> steps = new LinkedHashSet<>();
        Set<Place> places = new LinkedHashSet<>();
        RouteDefinition definition =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(route.getRouteId());
        if (definition != null) {
            for (ProcessorDefinition<?> one : all(definition)) {
                Target target = target(context, one);
                if (target != null) {
                    steps.add(target.step());
                    if (target.place() != null) {
                        places.add(target.place());
                    }
                }
            }
        }
        String description = route.getDescription();
        return new RouteShape(
                route.getRouteId(),
                description == null ? "" : description,
                file(route),
                nameOf(uri),
                Place.of(uri),
                List.copyOf(steps),
                List.copyOf(places));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<ProcessorDefinition<?>> all(RouteDefinition route) {
        return new ArrayList<>((java.util.Collection)
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class));
    }

    /**
     * Where a step leads.
     *
     * @param place null where that is a route
     * @param moves whether records go over it
     */
    record Target(Step step, @Nullable Place place, boolean moves) {}

    /** Null for a step that stays in its route. */
    @Nullable
    Target target(CamelContext context, NamedNode definition) {
        if (definition instanceof BeanDefinition bean) {
            BeanWork work = beans.get(bean.getRef() + "." + bean.getMethod());
            return work == null ? null : new Target(new Step(work.place().id(), false), work.place(), work.moves());
        }
        String uri = uri(definition);
        if (uri == null || uri.contains("${")) {
            return null;
        }
        String resolved = context.resolvePropertyPlaceholders(uri);
        String route = nameOf(resolved);
        if (!route.isEmpty()) {
            return new Target(new Step(route, false), null, true);
        }
        Place place = Place.of(resolved);
        return place == null ? null : new Target(new Step(place.id(), reads(context, resolved)), place, true);
    }

    private static @Nullable String uri(NamedNode definition) {
        if (definition instanceof SendDefinition<?> send) {
            return send.getEndpointUri();
        }
        return definition instanceof ToDynamicDefinition dynamic ? dynamic.getUri() : null;
    }

    /** Other routes know a route that begins with {@code direct:} or {@code seda:} by that; one that begins elsewhere is known to none. */
    private static String nameOf(String uri) {
        String scheme = Place.scheme(uri);
        return scheme.equals("direct") || scheme.equals("seda") ? scheme + ":" + Place.path(uri) : "";
    }

    private boolean reads(CamelContext context, String uri) {
        if (!Place.scheme(uri).equals("sql")) {
            return false;
        }
        return reads.computeIfAbsent(
                Place.path(uri),
                query -> !WRITES.matcher(statement(context, query)).find());
    }

    private static String statement(CamelContext context, String query) {
        if (!query.startsWith("classpath:") && !query.startsWith("file:")) {
            return query;
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, query)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\\n]*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Route route) {
        Resource source = route.getSourceResource();
        String location = source == null ? "" : source.getLocation();
        return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
    }
}
