package dev.caravan.quality.run;

import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistake;
import dev.caravan.quality.table.FailingRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** All beans of data quality, made together. */
public final class Quality {
    private final WindowParts windowParts;
    private final WindowJob windowJob;
    private final TableRuns tableRuns;
    private final AlertFeed alertFeed;
    private final QualityGate gate;
    private final QualityAnswers answers;

    /**
     * Times and places of one installation.
     *
     * @param patience how long one statement on a table may take
     */
    public record Settings(ZoneId shopTimeZone, WindowJob.Settings windows, Duration patience) {}

    /**
     * Reads nothing yet.
     *
     * @param suites the suites as they are now, the same list as long as nothing has changed
     * @param mistakes of files that can't be used
     */
    public Quality(
            DataSource dataSource,
            Supplier<List<Suite>> suites,
            Supplier<List<SuiteMistake>> mistakes,
            TableRuns.Engine engine,
            Settings settings,
            MeterRegistry registry,
            Clock clock) {
        StreamSuites streams = new StreamSuites(suites, settings.shopTimeZone());
        QualityRuns runs = new QualityRuns();
        QualityAlerts alerts = new QualityAlerts();
        QualityMetrics metrics = new QualityMetrics(registry);
        windowParts = new WindowParts(streams::current);
        Supplier<Optional<List<String>>> names = () -> mistakes.get().isEmpty()
                ? Optional.of(suites.get().stream().map(Suite::name).toList())
                : Optional.empty();
        windowJob = new WindowJob(dataSource, streams, names, runs, alerts, metrics, settings.windows(), clock);
        tableRuns = new TableRuns(
                dataSource, suites, engine, runs, alerts, metrics, settings.patience(), settings.shopTimeZone(), clock);
        alertFeed = new AlertFeed(dataSource, clock);
        gate = new QualityGate(dataSource, suites);
        answers = new QualityAnswers(
                dataSource,
                suites,
                mistakes,
                runs,
                tableRuns,
                new FailingRecords(streams, suites, new FailingRows(settings.patience())),
                clock);
    }

    public WindowParts windowParts() {
        return windowParts;
    }

    public WindowJob windowJob() {
        return windowJob;
    }

    public TableRuns tableRuns() {
        return tableRuns;
    }

    public AlertFeed alertFeed() {
        return alertFeed;
    }

    public QualityGate gate() {
        return gate;
    }

    public QualityAnswers answers() {
        return answers;
    }
}
