package dev.caravan.sse;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Broadcasts each body, text or UTF-8 bytes, as one event. Never waits for a client. */
final class SseProducer extends DefaultProducer {

    /** The header that names the event of one message. */
    static final String EVENT_HEADER = "SseEvent";

    private final SseEndpoint endpoint;
    private @Nullable SseHub hub;

    SseProducer(SseEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        hub = endpoint.hub();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        SseHub open = hub;
        String event = exchange.getMessage().getHeader(EVENT_HEADER, endpoint.getEvent(), String.class);
        if (open == null || event == null || event.isBlank()) {
            throw new IllegalArgumentException("sse: needs an event name: the option event or the header SseEvent");
        }
        open.broadcast(event, exchange.getMessage().getMandatoryBody(String.class), endpoint.getKeep());
    }
}
