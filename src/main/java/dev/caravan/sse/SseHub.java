package dev.caravan.sse;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * All clients of one path. It belongs to the component and not to a route, so a route that is reloaded finds its clients again.
 *
 * <p>Cost: a frame is encoded once; a broadcast is one short task per client. Threading: any thread may broadcast; it never waits for
 * a client.
 */
final class SseHub {

    private static final long SWEEP_PERIOD_MS = 1_000;

    private record Kept(SseFrame frame, long atMs) {}

    private final SseCounts counts;
    private final LongSupplier clockMs;
    private final Vertx vertx;
    private final Route route;
    private final long sweepTimer;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private final Map<String, Kept> newest = new HashMap<>();
    private long lastId;
    private volatile SseLimits limits;
    private volatile long keepAliveAtMs;

    /**
     * Opens the path.
     *
     * @param clockMs a clock that never goes back, in milliseconds
     */
    SseHub(Vertx vertx, Router router, String path, SseLimits limits, SseCounts counts, LongSupplier clockMs) {
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

    /** Sends {@code data} to every client that keeps up and keeps it as the newest of its event name. */
    void broadcast(String event, String data) {
        SseFrame frame;
        synchronized (newest) {
            lastId++;
            frame = SseFrame.of(event, lastId, data);
            newest.put(frame.event(), new Kept(frame, clockMs.getAsLong()));
        }
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
                response, request.request().connection(), vertx.getOrCreateContext(), counts, clockMs, this::newest);
        response.exceptionHandler(failure -> leave(client));
        response.closeHandler(closed -> leave(client));
        clients.add(client);
        client.start(SseFrame.retry(limits.retry().toMillis()));
    }

    private void leave(SseClient client) {
        if (clients.remove(client)) {
            admitted.decrementAndGet();
        }
    }

    private List<SseFrame> newest() {
        long retainMs = limits.retain().toMillis();
        synchronized (newest) {
            long nowMs = clockMs.getAsLong();
            return newest.values().stream()
                    .filter(kept -> retainMs == 0 || nowMs - kept.atMs() < retainMs)
                    .map(Kept::frame)
                    .sorted(Comparator.comparingLong(SseFrame::id))
                    .toList();
        }
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
