package dev.caravan.verify;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param page address of page and API, without a path
 * @param management address of health and metrics, without a path
 * @param kafka settings of a client: brokers, security
 * @param database opens a connection each time
 * @param dataFolder of embedded servers on this machine; null if there is none
 * @param currency the shop's
 */
public record Installation(
        URI page,
        URI management,
        Map<String, Object> kafka,
        String eventsTopic,
        String deadLettersTopic,
        DataSource database,
        @Nullable Path dataFolder,
        String currency) {

    /** Settings of a client that gives up after some seconds, or when the user's own settings say so. */
    Map<String, Object> patientKafka() {
        Map<String, Object> config = new HashMap<>(kafka);
        if (!config.containsKey("default.api.timeout.ms")) {
            config.put("default.api.timeout.ms", 5000);
            config.put("request.timeout.ms", 4000);
        }
        return config;
    }
}
