package dev.caravan;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How every Kafka client of this application connects. Kafka's own settings pass through unchanged: {@code kafka.client.security.protocol}
 * is Kafka's {@code security.protocol}.
 */
final class KafkaSettings {
    static final String PREFIX = "kafka.client.";

    private KafkaSettings() {}

    /** For clients that are made without Camel. */
    static Map<String, Object> ofClients(Settings settings, String brokers) {
        Map<String, Object> config = new HashMap<>(passedThrough(settings));
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return config;
    }

    /** For Camel's component. */
    static Properties ofCamel(Settings settings, String brokers) {
        Properties properties = new Properties();
        properties.setProperty("camel.component.kafka.brokers", brokers);
        passedThrough(settings)
                .forEach((key, value) ->
                        properties.setProperty("camel.component.kafka.additional-properties[" + key + "]", value));
        return properties;
    }

    private static Map<String, String> passedThrough(Settings settings) {
        Map<String, String> passed = new HashMap<>();
        settings.asProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> passed.put(key.substring(PREFIX.length()), settings.text(key)));
        return passed;
    }
}
