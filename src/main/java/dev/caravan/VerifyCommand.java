package dev.caravan;

import dev.caravan.verify.Installation;
import dev.caravan.verify.Verification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Checks a running installation from outside. Starts no server. */
final class VerifyCommand implements Command {
    private static final String USAGE = """
            verify [--url URL] [--management URL]

            Checks a running Caravan: infrastructure, Kafka, database, simulator, streaming, data quality, dashboard, end to end.
            Looks at the installation that the settings name, or the environment: KAFKA_BROKERS, DATABASE_URL, SERVER_PORT …
            What it writes for that is taken out again. Exit code 0: all passed, 1: one failed.

              --url URL         the page, such as http://shop:8080 (default: server.host and server.port)
              --management URL  health and metrics (default: the page's host and management.port)
            """;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String description() {
        return "checks a running installation, from the servers to the last cent, and leaves no trace";
    }

    @Override
    public int run(List<String> args, Surroundings surroundings) throws Exception {
        if (args.contains("--help")) {
            surroundings.out().print(USAGE);
            return OK;
        }
        Options options = Options.of(args, List.of("--url", "--management"));
        Installation installation = installation(options, surroundings.settings(), surroundings.workingDirectory());
        surroundings
                .out()
                .println("Checking " + installation.page() + ", Kafka at "
                        + installation.kafka().get("bootstrap.servers"));
        Verification verification = new Verification(installation, Clock.systemUTC(), surroundings.out());
        Thread atTheEnd = new Thread(verification::abandon, "caravan-verify-end");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        try {
            return verification.run() ? OK : FAILED;
        } catch (InterruptedException e) {
            return FAILED;
        }
    }

    static Installation installation(Options options, Settings settings, Path workingDirectory) {
        String host = reachable(settings.text("server.host"));
        URI page = options.url("--url", "http://" + host + ":" + settings.port("server.port"));
        String managementHost = options.has("--url") ? page.getHost() : reachable(settings.text("management.host"));
        URI management =
                options.url("--management", "http://" + managementHost + ":" + settings.port("management.port"));
        String brokers = settings.textOrNull("kafka.brokers");
        boolean embedded = brokers == null || settings.textOrNull("database.url") == null;
        return new Installation(
                page,
                management,
                KafkaSettings.ofClients(
                        settings, brokers == null ? "127.0.0.1:" + settings.port("embedded.kafka.port") : brokers),
                settings.text("topics.events"),
                settings.text("topics.dead-letters"),
                database(settings),
                embedded ? workingDirectory.resolve(settings.text("data.dir")) : null,
                settings.currency("shop.currency"));
    }

    /** A server that listens everywhere is reached here. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host;
    }

    private static DataSource database(Settings settings) {
        DatabaseUrl url = Databases.urlOf(settings);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url.jdbcUrl());
        if (url.user() != null) {
            database.setUser(url.user());
        }
        if (url.password() != null) {
            database.setPassword(url.password());
        }
        database.setApplicationName("caravan-verify");
        database.setConnectTimeout(5);
        database.setLoginTimeout(10);
        database.setSocketTimeout(120);
        return database;
    }
}
