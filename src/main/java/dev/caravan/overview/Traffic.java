package dev.caravan.overview;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Counts what goes through each route, and over each step that leads to a place outside; a step inside of the process costs nothing. Each
 * attempt counts, so that a step which is tried again for ever shows as one that fails. Counts go on when a route is loaded anew.
 */
public final class Traffic implements RoutePolicyFactory, InterceptStrategy {
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final RouteReader reader;
    private final ToLongFunction<Object> records;
    private final FrameDelays frames;
    private final Clock clock;

    /**
     * @param beans what beans do with a place on their own, by {@code name.method}
     * @param records how many records a body is that is no collection
     */
    public Traffic(Map<String, BeanWork> beans, ToLongFunction<Object> records, FrameDelays frames, Clock clock) {
        this.reader = new RouteReader(beans);
        this.records = records;
        this.frames = frames;
        this.clock = clock;
    }

    RouteReader reader() {
        return reader;
    }

    static String route(String id) {
        return "route " + id;
    }

    static String consumed(String placeId, String routeId) {
        return placeId + " > " + routeId;
    }

    static String sent(String routeId, Step step) {
        return routeId + (step.reads() ? " < " : " > ") + step.target();
    }

    /** What is counted under a key; nothing yet for one that is not known. */
    Tally tally(String key) {
        return tallies.computeIfAbsent(key, unknown -> new Tally());
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new CountedRoute(tally(route(routeId)));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, @Nullable Processor nextTarget) {
        String routeId = ProcessorDefinitionHelper.getRouteId(definition);
        RouteReader.Target leads = routeId == null ? null : reader.target(context, definition);
        if (routeId == null || leads == null || leads.place() == null) {
            return target;
        }
        boolean frame = leads.place().equals(Place.BROWSERS);
        return new CountedStep(target, tally(sent(routeId, leads.step())), leads.moves(), frame);
    }

    private long recordsIn(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Collection<?> several) {
            return several.size();
        }
        return body == null ? 1 : records.applyAsLong(body);
    }

    private final class CountedRoute extends RoutePolicySupport {
        private final Tally exchanges;
        private volatile @Nullable Tally consumed;

        CountedRoute(Tally exchanges) {
            this.exchanges = exchanges;
        }

        @Override
        public void onInit(Route route) {
            Place from = Place.of(route.getEndpoint().getEndpointUri());
            consumed = from == null ? null : tally(consumed(from.id(), route.getRouteId()));
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchanges.begin();
            Tally outside = consumed;
            if (outside != null) {
                outside.begin();
                outside.add(recordsIn(exchange));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            exchanges.end(exchange.isFailed());
            Tally outside = consumed;
            if (outside != null) {
                outside.end(exchange.isFailed());
            }
        }
    }

    private final class CountedStep extends DelegateAsyncProcessor {
        private final Tally steps;
        private final boolean moves;
        private final boolean frame;

        CountedStep(Processor step, Tally steps, boolean moves, boolean frame) {
            super(step);
            this.steps = steps;
            this.moves = moves;
            this.frame = frame;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            long moved = moves ? recordsIn(exchange) : 0;
            steps.begin();
            return super.process(exchange, doneSync -> {
                boolean failed = exchange.getException() != null;
                steps.end(failed);
                if (!failed) {
                    steps.add(moved);
                    if (frame) {
                        frames.sent(Instant.ofEpochMilli(exchange.getClock().getCreated()), clock.instant());
                    }
                }
                callback.done(doneSync);
            });
        }
    }
}
