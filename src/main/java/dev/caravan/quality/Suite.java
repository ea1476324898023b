package dev.caravan.quality;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expectations that belong together, about one target.
 *
 * @param name as the file gives it, else the file's own
 * @param file where it was read, for messages
 * @param meta whatever the file says beside; {@code every} is how seldom it runs by itself, an ISO-8601 duration
 */
public record Suite(
        String name, Target target, List<Expectation> expectations, Map<String, @Nullable Object> meta, String file) {
    static final String EVERY = "every";

    public Suite {
        expectations = List.copyOf(expectations);
    }

    /** How long a run by schedule is enough; zero: runs each time. */
    public Duration every() {
        return meta.get(EVERY) instanceof String every ? Duration.parse(every) : Duration.ZERO;
    }

    /** The same expectations about something else. */
    public Suite about(Target other) {
        return new Suite(name, other, expectations, meta, file);
    }
}
