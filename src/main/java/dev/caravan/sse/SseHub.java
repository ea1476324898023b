package dev.caravan.sse;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * All clients of one path. It belongs to the component and not to a route, so a route that is reloaded finds its clients again.
 *
 * <p>Cost: a frame is encoded once; a broadcast is one short task per client. Threading: any thread may broadcast; it never waits for
 * a client, and every client is offered the frames in the order of their numbers.
 */
final class SseHub {

    private static final long SWEEP_PERIOD_MS = 1_000;

    private final SseCounts counts;
    private final LongSupplier clockMs;
    private final Vertx vertx;
    private final Route route;
    private final long sweepTimer;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private final SseHistory history;
    private volatile SseLimits limits;
    private volatile long keepAliveAtMs;

    /**
     * Opens the path.
     *
     * @param history what is sent again to who was away
     * @param clockMs a clock that never goes back, in milliseconds
     */
    SseHub(
            Vertx vertx,
            Router router,
            String path,
            SseLimits limits,
            SseHistory history,
            SseCounts counts,
            LongSupplier clockMs) {
        this.history = history;
        this.counts = counts;
        this.clockMs = clockMs;
        this.limits = limits;
        this.vertx = vertx;
        this.keepAliveAtMs = clockMs.getAsLong();
        this.route = router.get(path).handler(this::connect);
        this.sweepTimer = vertx.setPeriodic(SWEEP_PERIOD_MS, timer -> sweep());
    }

    /** From now on other limits hold; clients stay. */
    void limit(SseLimits newLimits) {
        this.limits = newLimits;
    }

    int clients() {
        return clients.size();
    }

    /**
     * Sends {@code data} to every client.
     *
     * @param keep zero: a client that does not keep up or is away gets the newest of that event name instead. Else it gets all that it
     *     missed, as far as they are among the last {@code keep} of the path
     */
    synchronized void broadcast(String event, String data, int keep) {
        SseFrame frame = history.add(event, data, keep, clockMs.getAsLong());
        clients.forEach(client -> client.offer(frame));
    }

    /** Ends every connection and gives the path back. */
    void close() {
        vertx.cancelTimer(sweepTimer);
        route.remove();
        clients.forEach(SseClient::close);
    }

    private void connect(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (admitted.incrementAndGet() > limits.maxClients()) {
            admitted.decrementAndGet();
            SseHeaders.full(response, limits.maxClients());
            return;
        }
        SseClient client = new SseClient(
                response, request.request().connection(), vertx.getOrCreateContext(), counts, clockMs, this::since);
        response.exceptionHandler(failure -> leave(client));
        response.closeHandler(closed -> leave(client));
        clients.add(client);
        String lastEventId = request.request().getHeader("Last-Event-ID");
        client.start(
                SseFrame.retry(limits.retry().toMillis()),
                history.resumeAfter(lastEventId, limits.retain().toMillis(), clockMs.getAsLong()));
    }

    private void leave(SseClient client) {
        if (clients.remove(client)) {
            admitted.decrementAndGet();
        }
    }

    private List<SseFrame> since(long number) {
        return history.since(number, limits.retain().toMillis(), clockMs.getAsLong());
    }

    private void sweep() {
        long stallMs = limits.stall().toMillis();
        clients.forEach(client -> client.closeIfStalled(stallMs));
        long nowMs = clockMs.getAsLong();
        if (nowMs - keepAliveAtMs >= limits.keepAlive().toMillis()) {
            keepAliveAtMs = nowMs;
            clients.forEach(SseClient::keepAlive);
        }
    }
}
