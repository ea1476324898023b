package dev.caravan;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Why a route can't run: one line with file and line, for the person who wrote it. */
final class RouteMistake {
    private final CamelContext context;

    RouteMistake(CamelContext context) {
        this.context = context;
    }

    /** Empty where the failure is not one of a route. */
    Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException yaml) {
                return Optional.of(ofYaml(yaml));
            }
            if (cause instanceof FailedToCreateRouteException route) {
                return Optional.of(ofRoute(route.getRouteId(), route));
            }
            if (cause instanceof FailedToStartRouteException route) {
                return Optional.of(ofRoute(route.getRouteId(), route));
            }
        }
        return Optional.empty();
    }

    private static String ofYaml(MarkedYamlEngineException failure) {
        String where = failure.getProblemMark()
                .map(mark -> mark.getName() + ":" + (mark.getLine() + 1) + ": ")
                .orElse("");
        return oneLine(where + failure.getProblem());
    }

    private String ofRoute(@Nullable String routeId, Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (routeId == null) {
            return oneLine(String.valueOf(root.getMessage()));
        }
        return oneLine(
                where(routeId, String.valueOf(failure.getMessage())) + "route " + routeId + ": " + root.getMessage());
    }

    private String where(String routeId, String message) {
        RouteDefinition route =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(routeId);
        if (route == null || route.getResource() == null) {
            return "";
        }
        NamedNode step = failedStep(route, message);
        return route.getResource().getLocation() + ":" + step.getLineNumber() + ": ";
    }

    /** Camel names the step that it could not make as {@code >>> to[nosuch:thing] <<<}, and gives no line. */
    private static NamedNode failedStep(RouteDefinition route, String message) {
        return route.getOutputs().stream()
                .flatMap(RouteMistake::withinAndItself)
                .filter(step -> message.contains(">>> " + step + " <<<"))
                .reduce((outer, inner) -> inner)
                .map(NamedNode.class::cast)
                .orElse(route);
    }

    private static Stream<ProcessorDefinition<?>> withinAndItself(ProcessorDefinition<?> step) {
        return Stream.concat(Stream.of(step), step.getOutputs().stream().flatMap(RouteMistake::withinAndItself));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceFirst("^file:", "");
    }
}
