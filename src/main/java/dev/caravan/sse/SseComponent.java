package dev.caravan.sse;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code sse:/path?event=name}: broadcasts the body as a server-sent event to every browser that listens on {@code /path} of the main
 * HTTP server. The path stays open, and its clients connected, until the Camel context stops.
 *
 * <p>Metrics, if a meter registry is bound: {@code caravan.sse.clients}, {@code caravan.sse.frames.sent} and
 * {@code caravan.sse.frames.dropped}.
 */
public final class SseComponent extends DefaultComponent {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FIRST_START = 1_000_000_000_000L;

    private final Map<String, SseHub> hubs = new ConcurrentHashMap<>();
    private final SseCounts counts = new SseCounts();

    /** Connections on all paths. */
    public int getClients() {
        return hubs.values().stream().mapToInt(SseHub::clients).sum();
    }

    /** Frames handed to a connection since the start; a frame for ten clients counts ten times. */
    public long getFramesSent() {
        return counts.sent();
    }

    /** Frames that a client missed since the start because it did not keep up. */
    public long getFramesDropped() {
        return counts.dropped();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SseEndpoint endpoint = new SseEndpoint(uri, this, "/" + remaining.replaceFirst("^/+", ""));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The hub of {@code path}, opened when it is asked for the first time. */
    SseHub hub(String path, SseLimits limits) {
        SseHub hub = hubs.computeIfAbsent(path, unopened -> {
            VertxPlatformHttpRouter router = mainRouter();
            return new SseHub(
                    router.vertx(),
                    router,
                    path,
                    limits,
                    new SseHistory(RANDOM.nextLong(FIRST_START, 10 * FIRST_START)),
                    counts,
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        });
        hub.limit(limits);
        return hub;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        MeterRegistry meters = CamelContextHelper.findSingleByType(getCamelContext(), MeterRegistry.class);
        if (meters != null) {
            Gauge.builder("caravan.sse.clients", this, SseComponent::getClients)
                    .description("Browsers that listen")
                    .register(meters);
            FunctionCounter.builder("caravan.sse.frames.sent", this, SseComponent::getFramesSent)
                    .description("Frames handed to a connection")
                    .register(meters);
            FunctionCounter.builder("caravan.sse.frames.dropped", this, SseComponent::getFramesDropped)
                    .description("Frames that a client missed because it did not keep up")
                    .register(meters);
        }
    }

    @Override
    protected void doStop() throws Exception {
        hubs.values().forEach(SseHub::close);
        hubs.clear();
        super.doStop();
    }

    /** The management server has a router of its own, which is no place for a page's stream. */
    private VertxPlatformHttpRouter mainRouter() {
        return getCamelContext().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isManagementServer())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("sse: needs the HTTP server, camel.server.enabled=true"));
    }
}
