package dev.caravan.quality.run;

import dev.caravan.quality.Suite;
import dev.caravan.quality.row.StreamJudge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** A suite of the stream, and what judges it. Thread-safe: each thread has a judge of its own. */
final class StreamSuite {
    private final Suite suite;
    private final String fingerprint;
    private final Duration window;
    private final ThreadLocal<StreamJudge> judges;

    /** @throws IllegalArgumentException if it isn't about the stream */
    StreamSuite(Suite suite, ZoneId shopTimeZone) {
        this.suite = suite;
        StreamJudge first = StreamJudge.of(suite, shopTimeZone);
        this.fingerprint = first.fingerprint();
        this.window = first.window();
        this.judges = ThreadLocal.withInitial(() -> StreamJudge.of(suite, shopTimeZone));
    }

    Suite suite() {
        return suite;
    }

    String name() {
        return suite.name();
    }

    /** Of expectations and window: windows of another one are not this suite's. */
    String fingerprint() {
        return fingerprint;
    }

    Duration window() {
        return window;
    }

    /** Of this thread. */
    StreamJudge judge() {
        return judges.get();
    }

    /** Always the same for one window, so that a window which is judged again replaces its run. */
    UUID runId(Instant windowStart) {
        String text = String.join("\n", name(), fingerprint, windowStart.toString());
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
