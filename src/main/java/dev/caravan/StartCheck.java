package dev.caravan;

import dev.caravan.event.InvalidContractException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What can be told to be wrong before a server starts, so that a mistake costs a second and not ten. */
final class StartCheck {
    private static final List<String> STAGES = List.of(
            "stage.simulator", "stage.import", "stage.pipeline", "stage.dashboard", "stage.reports", "stage.intake");

    private StartCheck() {}

    /**
     * Reads every setting once.
     *
     * @param workingDirectory may hold a contract, which is read too
     * @throws SettingException for the first one that can't be used
     */
    static void run(Settings settings, Path workingDirectory) throws IOException {
        settings.oneOf("caravan.profile", "dev", "prod");
        STAGES.forEach(settings::flag);
        settings.integer("embedded.kafka.brokers", 1, 5);
        settings.port("embedded.kafka.port");
        settings.port("embedded.postgres.port");
        settings.integer("shutdown.timeout-ms", 100, 600_000);
        settings.integer("database.connections", 2, 500);
        settings.integer("topics.partitions", 1, 1000);
        settings.integer("pipeline.consumers", 1, 1000);
        settings.integer("pipeline.batch-size", 1, 1_000_000);
        settings.integer("pipeline.batch-interval-ms", 1, 60_000);
        settings.integer("inbox.settle-ms", 0, 3_600_000);
        settings.integer("dashboard.frame-interval-ms", 1, 60_000);
        SimulatedShop.backFill(settings, SimulatedShop.of(settings));
        String database = settings.textOrNull("database.url");
        if (database != null) {
            DatabaseUrl.parse(database, null, null);
        }
        try {
            Wiring.contract(workingDirectory);
        } catch (InvalidContractException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        }
    }
}
