package dev.caravan.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Since when no frame can be made, and why: said to the browsers each time, and to the log once. Thread-safe. */
public final class FrameOutage {
    private static final Logger LOG = LoggerFactory.getLogger(FrameOutage.class);

    private final Clock clock;
    private @Nullable Instant since;

    public FrameOutage(Clock clock) {
        this.clock = clock;
    }

    /** The data of the event {@code outage}: {@code {"since":…,"code":…,"message":…}}, from the exception that was caught. */
    public synchronized String describe(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Instant began = since;
        if (began == null) {
            began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            since = began;
            LOG.warn("no frames for the dashboard until further notice: {}", failure.getMessage());
        }
        return HttpErrors.describe(failure).outageJson(began);
    }

    /** A frame was made. */
    public synchronized void over() {
        if (since != null) {
            LOG.info("frames for the dashboard again, there were none since {}", since);
            since = null;
        }
    }
}
