package dev.caravan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a frame shows and none before did. The first frame has none, nor has one after a pause: what was ordered while nobody
 * listened is no news, and stands in the frame. Thread-safe.
 */
public final class NewOrders {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int MOST_KNOWN = 1_000;

    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> known = new LinkedHashSet<>();
    private Instant lastAt = Instant.EPOCH;

    public NewOrders(Clock clock) {
        this.clock = clock;
    }

    /** The data of one event {@code order} each, the oldest first, from the header {@code newestOrders}. */
    public synchronized List<String> of(@Headers Map<String, @Nullable Object> read) throws JsonProcessingException {
        Instant now = clock.instant();
        boolean goesOn = !now.isAfter(lastAt.plus(LONGEST_PAUSE));
        lastAt = now;
        List<String> events = new ArrayList<>();
        for (Row row : Row.all(read.get("newestOrders"))) {
            if (known.add(row.text("order_id")) && goesOn) {
                events.add(0, json.writeValueAsString(FrameRows.newestOrder(row)));
            }
        }
        forgetTheOldest();
        return events;
    }

    private void forgetTheOldest() {
        var oldest = known.iterator();
        while (known.size() > MOST_KNOWN) {
            oldest.next();
            oldest.remove();
        }
    }
}
