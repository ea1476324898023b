package dev.caravan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What Camel's main is told, as far as it follows from Caravan's own settings. */
final class CamelSettings {
    private CamelSettings() {}

    /** @param routes folder of the route files; the packed ones serve where it has none */
    static Properties of(Settings settings, Path routes) throws IOException {
        Properties camel = new Properties();
        String pattern = "*.camel.yaml";
        camel.setProperty("camel.main.name", "caravan");
        camel.setProperty(
                "camel.main.routes-include-pattern",
                holdsRoutes(routes) ? "file:" + routes + "/" + pattern : "classpath:routes/" + pattern);
        camel.setProperty("camel.main.source-location-enabled", "true");
        camel.setProperty("camel.main.startup-summary-level", "Off");
        camel.setProperty("camel.main.shutdown-timeout", "6");
        camel.setProperty("camel.main.shutdown-log-inflight-exchanges-on-timeout", "false");
        camel.setProperty("camel.main.use-breadcrumb", "false");
        camel.setProperty("camel.main.jmx-enabled", "false");
        camel.setProperty("camel.main.load-health-checks", "true");

        camel.setProperty("camel.server.enabled", "true");
        camel.setProperty("camel.server.host", settings.text("server.host"));
        camel.setProperty("camel.server.port", settings.text("server.port"));
        camel.setProperty("camel.management.enabled", "true");
        camel.setProperty("camel.management.host", settings.text("management.host"));
        camel.setProperty("camel.management.port", settings.text("management.port"));
        camel.setProperty("camel.management.health-check-enabled", "true");
        camel.setProperty("camel.management.health-path", "/observe/health");
        camel.setProperty("camel.management.metrics-enabled", "true");

        camel.setProperty("camel.health.enabled", "true");
        camel.setProperty("camel.health.routes-enabled", "false");
        camel.setProperty("camel.health.consumers-enabled", "true");
        camel.setProperty("camel.health.producers-enabled", "false");
        camel.setProperty("camel.health.registry-enabled", "true");
        camel.setProperty("camel.health.exposure-level", "full");

        camel.setProperty("camel.metrics.enabled", "true");
        camel.setProperty("camel.metrics.path", "/observe/metrics");
        camel.setProperty("camel.metrics.enable-message-history", "false");
        camel.setProperty("camel.metrics.enable-exchange-event-notifier", "false");
        camel.setProperty("camel.metrics.enable-route-policy", "false");
        camel.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor,uptime,file-descriptor");
        return camel;
    }

    /** A folder with nothing but formats in it, say, takes no routes away. */
    static boolean holdsRoutes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            return files.iterator().hasNext();
        }
    }
}
