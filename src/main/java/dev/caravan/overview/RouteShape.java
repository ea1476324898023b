package dev.caravan.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route as it runs.
 *
 * @param file the route file's name; empty where it comes from no file
 * @param name under which other routes send to it, such as {@code direct:event}; empty where none can
 * @param from the place that it consumes from; null where that is inside of this process
 * @param steps those that lead out of it, in their order, each target once
 */
record RouteShape(
        String id,
        String description,
        String file,
        String name,
        @Nullable Place from,
        List<Step> steps,
        List<Place> places) {}
