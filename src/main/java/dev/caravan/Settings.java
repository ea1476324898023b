package dev.caravan;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is set. For each property the first of these wins: a system property, an environment variable, the file
 * {@code application.properties} in the working directory, the one in the jar.
 *
 * <p>The environment variable of {@code shop.time-zone} is {@code SHOP_TIME_ZONE}; with {@code _FILE} at its end it names a file that holds
 * the value, as secrets are handed to containers.
 */
final class Settings {
    private static final String FILE = "application.properties";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    static Settings load(Path workingDirectory, Map<String, String> environment, Properties system) throws IOException {
        Properties properties = new Properties();
        try (InputStream packed = Settings.class.getResourceAsStream("/" + FILE)) {
            if (packed != null) {
                properties.load(packed);
            }
        }
        Path beside = workingDirectory.resolve(FILE);
        if (Files.isRegularFile(beside)) {
            try (Reader reader = Files.newBufferedReader(beside, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new SettingException(beside + " can't be read: " + e.getMessage());
            }
        }
        Map<String, String> values = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            values.put(key, effective(key, properties.getProperty(key).strip(), environment, system));
        }
        addPassedThrough(values, environment, system);
        return new Settings(values);
    }

    /** Kafka's own settings are not listed in the file, and have no hyphen: {@code KAFKA_CLIENT_SECURITY_PROTOCOL} names one too. */
    private static void addPassedThrough(Map<String, String> values, Map<String, String> environment, Properties system)
            throws IOException {
        for (String variable : environment.keySet()) {
            String key = variable.replaceFirst("_FILE$", "").replace('_', '.').toLowerCase(Locale.ROOT);
            if (key.startsWith(KafkaSettings.PREFIX)) {
                values.put(key, effective(key, "", environment, system));
            }
        }
        for (String key : system.stringPropertyNames()) {
            if (key.startsWith(KafkaSettings.PREFIX)) {
                values.put(key, system.getProperty(key).strip());
            }
        }
    }

    private static String effective(String key, String fallback, Map<String, String> environment, Properties system)
            throws IOException {
        String given = system.getProperty(key);
        if (given != null) {
            return given.strip();
        }
        String variable = key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        String fromEnvironment = environment.get(variable);
        if (fromEnvironment != null) {
            return fromEnvironment.strip();
        }
        String file = environment.get(variable + "_FILE");
        if (file == null) {
            return fallback;
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new SettingException(variable + "_FILE names " + file + ", which can't be read");
        }
        return Files.readString(Path.of(file)).strip();
    }

    /** All of them, as Camel takes them. */
    Properties asProperties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new SettingException(key + " must be set");
        }
        return value;
    }

    /** Null where it is empty. */
    @Nullable
    String textOrNull(String key) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    int port(String key) {
        return integer(key, 1, 65_535);
    }

    int integer(String key, int least, int most) {
        String value = text(key);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SettingException(
                key + " must be a whole number from " + least + " to " + most + ", was \"" + value + '"');
    }

    long wholeNumber(String key) {
        String value = text(key);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new SettingException(key + " must be a whole number, was \"" + value + '"');
        }
    }

    double decimal(String key, double least, double most) {
        String value = text(key);
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SettingException(key + " must be a number from " + least + " to " + most + ", was \"" + value + '"');
    }

    boolean flag(String key) {
        String value = text(key);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingException(key + " must be true or false, was \"" + value + '"');
        };
    }

    String oneOf(String key, String... allowed) {
        String value = text(key);
        for (String one : allowed) {
            if (one.equals(value)) {
                return value;
            }
        }
        throw new SettingException(key + " must be one of " + String.join(", ", allowed) + ", was \"" + value + '"');
    }

    ZoneId timeZone(String key) {
        String value = text(key);
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new SettingException(
                    key + " must be the IANA name of a time zone such as Europe/Berlin, was \"" + value + '"');
        }
    }

    String currency(String key) {
        String value = text(key);
        try {
            return Currency.getInstance(value).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new SettingException(key + " must be an ISO 4217 code such as EUR, was \"" + value + '"');
        }
    }
}
