package dev.caravan.sse;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One path of the HTTP server and what it bears. Only a producer: browsers send nothing on a stream.
 *
 * <p>Options: {@code event} (name of the events; the header {@code SseEvent} wins), {@code maxClients} (5000), {@code stallSeconds}
 * (60), {@code keepAliveSeconds} (15), {@code retryMs} (2000), {@code retainMs} (0: the newest frame never grows too old for a new
 * client); see {@link SseLimits}. {@code keep} (0): nobody may miss these events, so the last {@code keep} events of the path are sent
 * again to a client that was away.
 */
public final class SseEndpoint extends DefaultEndpoint {

    private final SseComponent sse;
    private final String path;
    private @Nullable String event;
    private int maxClients = 5000;
    private int stallSeconds = 60;
    private int keepAliveSeconds = 15;
    private long retryMs = 2000;
    private long retainMs;
    private int keep;

    public SseEndpoint(String uri, SseComponent component, String path) {
        super(uri, component);
        this.sse = component;
        this.path = path;
    }

    @Override
    public Producer createProducer() {
        return new SseProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("sse: can only be sent to");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    SseHub hub() {
        return sse.hub(
                path,
                new SseLimits(
                        maxClients,
                        Duration.ofSeconds(stallSeconds),
                        Duration.ofSeconds(keepAliveSeconds),
                        Duration.ofMillis(retryMs),
                        Duration.ofMillis(retainMs)));
    }

    public @Nullable String getEvent() {
        return event;
    }

    public void setEvent(@Nullable String event) {
        this.event = event;
    }

    public int getMaxClients() {
        return maxClients;
    }

    public void setMaxClients(int maxClients) {
        this.maxClients = maxClients;
    }

    public int getStallSeconds() {
        return stallSeconds;
    }

    public void setStallSeconds(int stallSeconds) {
        this.stallSeconds = stallSeconds;
    }

    public int getKeepAliveSeconds() {
        return keepAliveSeconds;
    }

    public void setKeepAliveSeconds(int keepAliveSeconds) {
        this.keepAliveSeconds = keepAliveSeconds;
    }

    public long getRetryMs() {
        return retryMs;
    }

    public void setRetryMs(long retryMs) {
        this.retryMs = retryMs;
    }

    public long getRetainMs() {
        return retainMs;
    }

    public void setRetainMs(long retainMs) {
        this.retainMs = retainMs;
    }

    public int getKeep() {
        return keep;
    }

    public void setKeep(int keep) {
        if (keep < 0) {
            throw new IllegalArgumentException("keep must not be negative, was " + keep);
        }
        this.keep = keep;
    }
}
