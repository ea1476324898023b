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
import java.util.Iterator;
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

    /** Beyond that the sheet is given up: about 140 bytes each, in the memory that the pipeline needs. */
    public static final int MOST_VISITS = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

    private final SimulatorSettings settings;
    private final Simulator simulator;
    private final InstantSource clock;
    private final Path folder;
    private final int mostVisits;
    private final Instant startedAt;
    private @Nullable AnswerSheet sheet;
    private boolean givenUp;
    private int attempts;
    private Instant pausedUntil = Instant.MIN;
    private long written;

    /**
     * A simulator whose shop opens with the first tick.
     *
     * @param backFill how long the shop has been open by then
     * @param folder takes the sheet, as {@code <run>.json}
     * @param mostVisits beyond which the sheet is given up
     */
    public Simulation(SimulatorSettings settings, Duration backFill, InstantSource clock, Path folder, int mostVisits) {
        this.settings = settings;
        this.simulator = new Simulator(settings, backFill, clock, this::taken);
        this.clock = clock;
        this.folder = folder;
        this.mostVisits = mostVisits;
        this.startedAt = clock.instant();
    }

    /** What is due, portion by portion: while it is paused only what was handed out before and that Kafka has not taken. */
    public synchronized Iterator<List<SimulatedEvent>> chunks() {
        Iterator<List<SimulatedEvent>> due = simulator.chunks();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                synchronized (Simulation.this) {
                    return simulator.repeats() || (!isPaused(clock.instant()) && due.hasNext());
                }
            }

            @Override
            public List<SimulatedEvent> next() {
                synchronized (Simulation.this) {
                    return due.next();
                }
            }
        };
    }

    /** Kafka is about to be given the oldest portion that it has not taken. */
    public synchronized void attempt() {
        attempts++;
    }

    /** Kafka has taken that portion. If it was given it more than once, it may hold it more than once. */
    public synchronized void acknowledge() {
        simulator.acknowledge();
        attempts = 0;
    }

    private synchronized void taken(List<SimulatedEvent> events) {
        if (givenUp) {
            return;
        }
        sheet().sent(events, clock.instant(), attempts > 1);
        if (sheet().visits() > mostVisits) {
            givenUp = true;
            sheet = null;
            LOG.warn(givenUpMessage());
        }
    }

    private String givenUpMessage() {
        return "the run has had more than " + mostVisits
                + " visits, its sheet is no longer kept; a restart begins another";
    }

    private synchronized AnswerSheet sheet() {
        if (sheet == null) {
            sheet = new AnswerSheet(new SheetRun(
                    simulator.shop().run(),
                    settings.seed(),
                    settings.scenario().code(),
                    simulator.shop().opening(),
                    startedAt,
                    settings.timeZone(),
                    settings.currency()));
        }
        return sheet;
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
        if (givenUp) {
            return "{\"complete\":false,\"message\":\"" + givenUpMessage() + "\"}";
        }
        Instant now = clock.instant();
        ObjectNode json = sheet().json(now);
        json.put("sending", simulator.sending());
        json.put("paused", isPaused(now));
        return json.toString();
    }

    /** Writes the sheet into its file if it has changed: whoever reads the file finds a whole sheet. A failure is only logged. */
    public synchronized void write() {
        if (sheet == null || sheet.version() == written) {
            return;
        }
        long version = sheet.version();
        Path file = folder.resolve(simulator.shop().run() + ".json");
        Path unfinished = folder.resolve(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.write(unfinished, truth().getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = version;
        } catch (IOException e) {
            LOG.warn("the sheet of what was simulated is not written: {}", e.toString());
        }
    }
}
