package dev.caravan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator at work: hands out what is due, keeps the sheet of what Kafka has taken, and can be paused, so that somebody can compare
 * while nothing moves.
 *
 * <p>A pause ends by itself. What would have been due in it is not caught up. Thread-safe.
 */
public final class Simulation {

    /** The longest pause. Who dies while he compares stops the shop for no longer. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

    private final Simulator simulator;
    private final AnswerSheet sheet;
    private final InstantSource clock;
    private final Path file;
    private Instant pausedUntil = Instant.MIN;
    private long written;

    /** @param folder takes the sheet, as {@code <run>.json}; made when it is missing */
    public Simulation(Simulator simulator, InstantSource clock, Path folder) {
        this.simulator = simulator;
        this.clock = clock;
        SheetRun run = simulator.run();
        this.sheet = new AnswerSheet(run);
        this.file = folder.resolve(run.id() + ".json");
    }

    /** What is due: nothing while it is paused. Each answer must come back to {@link #sent}. */
    public synchronized List<SimulatedEvent> due() {
        if (isPaused(clock.instant())) {
            return List.of();
        }
        List<SimulatedEvent> due = simulator.due();
        sheet.sending(due.size());
        return due;
    }

    /**
     * Kafka has taken these.
     *
     * @param again whether it was asked more than once; null counts as no
     */
    public void sent(List<SimulatedEvent> events, @Nullable Boolean again) {
        sheet.sent(events, clock.instant(), Boolean.TRUE.equals(again));
    }

    /** From now on nothing is handed out, for {@link #LONGEST_PAUSE} at most. What was handed out before may still be on its way. */
    public synchronized String pause() {
        pausedUntil = clock.instant().plus(LONGEST_PAUSE);
        return "{\"paused\":true,\"until\":\"" + pausedUntil + "\"}";
    }

    /** It goes on at once. */
    public synchronized String resume() {
        pausedUntil = Instant.MIN;
        return "{\"paused\":false}";
    }

    /** A clock that is set back makes no pause longer. */
    private boolean isPaused(Instant now) {
        return now.isBefore(pausedUntil) && !now.isBefore(pausedUntil.minus(LONGEST_PAUSE));
    }

    /** The sheet as JSON, see docs/simulator.md. */
    public synchronized String truth() {
        Instant now = clock.instant();
        ObjectNode json = sheet.json(now);
        json.put("paused", isPaused(now));
        return json.toString();
    }

    /** Writes the sheet into its file if it has changed: whoever reads the file finds a whole sheet. A failure is only logged. */
    public synchronized void write() {
        long version = sheet.version();
        if (version == written) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(unfinished, truth().getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = version;
        } catch (IOException e) {
            LOG.warn("the sheet of what was simulated is not written: {}", e.toString());
        }
    }
}
