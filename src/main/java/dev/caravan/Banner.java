package dev.caravan;

import java.time.Duration;

/** Says once, on the console, what runs where. */
final class Banner {
    private Banner() {}

    static void print(Settings settings, Servers servers, Duration startup) {
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
