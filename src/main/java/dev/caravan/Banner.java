package dev.caravan;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once, on the console, what runs where. */
final class Banner {
    private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

    private Banner() {}

    /** In production everything on the console is a log line, so this is one too. */
    static void print(Settings settings, Servers servers, Duration startup) {
        if (settings.text("caravan.profile").equals("prod")) {
            LOG.info(
                    "Caravan is up after {} ms, page on port {}, health and metrics on port {}",
                    startup.toMillis(),
                    settings.text("server.port"),
                    settings.text("management.port"));
            return;
        }
        String text = text(settings, servers, startup);
        System.out.println(text);
        System.out.flush();
    }

    static String text(Settings settings, Servers servers, Duration startup) {
        String page = "http://" + shown(settings.text("server.host")) + ":" + settings.text("server.port");
        String management =
                "http://" + shown(settings.text("management.host")) + ":" + settings.text("management.port");
        String psql = servers.databaseIsEmbedded()
                ? "psql postgresql://caravan:caravan@127.0.0.1:" + settings.text("embedded.postgres.port") + "/caravan"
                : servers.database().toString();
        return """

                  Caravan is up after %.1f s

                    page      %s
                    metrics   %s/observe/metrics
                    health    %s/observe/health
                    database  %s
                    Kafka     %s%s
                    files     drop them into %s/

                  Ctrl-C stops it; nothing is lost.
                """.formatted(
                        startup.toMillis() / 1000.0,
                        page,
                        management,
                        management,
                        psql,
                        servers.kafkaBrokers(),
                        servers.kafkaIsEmbedded() ? " (embedded)" : "",
                        settings.text("inbox.dir"));
    }

    private static String shown(String host) {
        return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    }
}
