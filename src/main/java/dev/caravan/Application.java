package dev.caravan;

import dev.caravan.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.commons.dbcp2.BasicDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: servers, database, topics, routes; and all of that back again, in the opposite order. */
final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Settings settings;
    private final Path workingDirectory;
    private final long startNanos;
    private final Consumer<Main> lastWord;
    private final Main main = new Main();
    private final Shutdown shutdown = new Shutdown(main);
    private final CountDownLatch startEnded = new CountDownLatch(1);

    /**
     * A run that is not started yet.
     *
     * @param workingDirectory holds the routes, the contract and the settings that win over the packed ones
     * @param startNanos {@link System#nanoTime()} of the start, for the banner
     * @param lastWord may replace beans before the routes start
     */
    Application(Settings settings, Path workingDirectory, long startNanos, Consumer<Main> lastWord) {
        this.settings = settings;
        this.workingDirectory = workingDirectory;
        this.startNanos = startNanos;
        this.lastWord = lastWord;
    }

    /** Returns when everything runs. Nothing is left running if it fails. */
    void start() throws Exception {
        try {
            startParts();
        } catch (Exception e) {
            shutdown.run();
            throw e;
        } finally {
            startEnded.countDown();
        }
    }

    private void startParts() throws Exception {
        StartCheck.run(settings, workingDirectory);
        Servers.requireFree(settings.text("server.host"), settings.port("server.port"), "server.port");
        Servers.requireFree(settings.text("management.host"), settings.port("management.port"), "management.port");
        Servers servers = Servers.start(settings, workingDirectory);
        shutdown.closeLast("servers", servers);
        migrate(servers.database());
        BasicDataSource dataSource = Databases.open(servers.database(), settings);
        shutdown.closeLast("connections", dataSource);
        BasicDataSource storeDataSource = Databases.openForStore(servers.database(), settings);
        shutdown.closeLast("store connections", storeDataSource);
        Topics.create(servers, settings);
        DatabaseCircuit circuit = DatabaseCircuit.of(settings);
        configure(servers, circuit, circuit.guard(dataSource), circuit.guard(storeDataSource));
        lastWord.accept(main);
        startRoutes();
        Banner.print(settings, servers, Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private void migrate(DatabaseUrl url) throws SQLException {
        try (BasicDataSource connections = Databases.openForMigrations(url, settings)) {
            Migrations.run(connections, settings.timeZone("shop.time-zone"), settings.currency("shop.currency"));
        }
    }

    private void startRoutes() throws Exception {
        try {
            main.init();
            watchRoutes(main.getCamelContext());
            main.start();
        } catch (Exception e) {
            CamelContext context = main.getCamelContext();
            if (context == null) {
                throw e;
            }
            throw new RouteMistake(context)
                    .in(e)
                    .<Exception>map(SettingException::new)
                    .orElse(e);
        }
    }

    /** Stops everything, once a start that is under way has ended. May be called more than once, by any thread. */
    void stop() {
        try {
            startEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shutdown.run();
    }

    /** Says what a stop that takes too long is waiting for. */
    void giveUpStop(Duration waited) {
        LOG.warn(
                "still closing the {} after {} ms; the process ends without it. Nothing is lost, the next start takes"
                        + " back what is left behind; shutdown.timeout-ms gives it more time",
                shutdown.closing(),
                waited.toMillis());
    }

    /** Returns when everything has stopped. */
    void awaitStop() throws InterruptedException {
        shutdown.await();
    }

    private void configure(Servers servers, DatabaseCircuit circuit, DataSource dataSource, DataSource storeDataSource)
            throws IOException {
        Properties properties = settings.asProperties();
        properties.setProperty("kafka.brokers", servers.kafkaBrokers());
        properties.putAll(KafkaSettings.ofCamel(settings, servers.kafkaBrokers()));
        properties.putAll(CamelSettings.of(settings, routes()));
        main.setOverrideProperties(properties);
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.configure().setAutoConfigurationEnvironmentVariablesEnabled(false);
        new Wiring(settings, servers, circuit, dataSource, storeDataSource, workingDirectory).bind(main);
    }

    /** Routes beside the application win over those that are packed with it. */
    private Path routes() {
        return workingDirectory.resolve("routes");
    }

    private void watchRoutes(CamelContext context) {
        boolean dev = settings.oneOf("caravan.profile", "dev", "prod").equals("dev");
        try {
            if (!dev || !CamelSettings.holdsRoutes(routes())) {
                return;
            }
            context.addService(new RouteReload(routes().toString()));
        } catch (Exception e) {
            LOG.warn("routes are not watched for changes: {}", e.getMessage());
        }
    }
}
