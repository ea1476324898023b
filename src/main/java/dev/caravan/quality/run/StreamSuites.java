package dev.caravan.quality.run;

import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suites that are about the stream, as their files say now, and those that they were since the start: windows that began before a file
 * changed are judged by what it said then. Thread-safe.
 */
final class StreamSuites {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSuites.class);

    private final Supplier<List<Suite>> suites;
    private final ZoneId shopTimeZone;
    private final Map<String, StreamSuite> known = new ConcurrentHashMap<>();
    private volatile Current current = new Current(List.of(), List.of());

    private record Current(List<Suite> of, List<StreamSuite> streams) {}

    /** @param suites asked for each batch; the same list as long as nothing has changed */
    StreamSuites(Supplier<List<Suite>> suites, ZoneId shopTimeZone) {
        this.suites = suites;
        this.shopTimeZone = shopTimeZone;
    }

    List<StreamSuite> current() {
        List<Suite> now = suites.get();
        Current seen = current;
        return seen.of() == now ? seen.streams() : read(now);
    }

    @SuppressWarnings("ReferenceEquality") // another list: something has changed
    private synchronized List<StreamSuite> read(List<Suite> now) {
        if (current.of() != now) {
            List<StreamSuite> streams = new ArrayList<>();
            for (Suite suite : now) {
                if (suite.target() instanceof Target.Stream) {
                    StreamSuite stream = judged(suite);
                    if (stream != null) {
                        streams.add(stream);
                        known.put(key(stream.name(), stream.fingerprint()), stream);
                    }
                }
            }
            current = new Current(now, List.copyOf(streams));
        }
        return current.streams();
    }

    private @Nullable StreamSuite judged(Suite suite) {
        try {
            return new StreamSuite(suite, shopTimeZone);
        } catch (RuntimeException e) {
            LOG.error("{} can't be judged on the stream, and is left out", suite.file(), e);
            return null;
        }
    }

    Collection<StreamSuite> known() {
        current();
        return List.copyOf(known.values());
    }

    /** Null where there was no such suite since the start. */
    @Nullable
    StreamSuite find(String name, String fingerprint) {
        current();
        return known.get(key(name, fingerprint));
    }

    private static String key(String name, String fingerprint) {
        return name + "\n" + fingerprint;
    }
}
