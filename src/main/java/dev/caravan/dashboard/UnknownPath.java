package dev.caravan.dashboard;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Answers what no route takes, on the main HTTP server: 404, or 405 where the path exists with another method.
 *
 * <p>It is no Camel route, since Vert.x asks routes in the order in which they came: a route for every path would hide each route that
 * is loaded, or reloaded, after it. This one stays last.
 */
public final class UnknownPath extends LifecycleStrategySupport {

    @Override
    public void onContextStarted(CamelContext context) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isManagementServer())
                .forEach(router -> router.route().last().handler(request -> answer(router, request)));
    }

    private static void answer(Router router, RoutingContext request) {
        List<String> allowed = allowed(router, request.normalizedPath());
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        HttpError error = HttpError.NOT_FOUND;
        if (!allowed.isEmpty()) {
            String methods = String.join(", ", allowed);
            error = new HttpError(405, "method_not_allowed", "this path takes " + methods);
            response.putHeader("Allow", methods);
        }
        response.setStatusCode(error.status()).end(error.json());
    }

    private static List<String> allowed(Router router, String path) {
        return router.getRoutes().stream()
                .filter(route -> path.equals(route.getPath()) && route.methods() != null)
                .map(Route::methods)
                .flatMap(methods -> methods.stream().map(HttpMethod::name))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.toList());
    }
}
