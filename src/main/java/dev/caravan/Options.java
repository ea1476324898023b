package dev.caravan;

import dev.caravan.event.Nearest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows a command's name: {@code --name value} or {@code --name=value}. */
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @param allowed names that the command knows
     * @throws CommandLineException for one that it doesn't know, comes twice, or has no value
     */
    static Options of(List<String> args, List<String> allowed) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (!allowed.contains(name)) {
                throw new CommandLineException(
                        "there is no option " + name + "; did you mean " + Nearest.of(name, allowed) + "?");
            }
            if (equals < 0 && i + 1 == args.size()) {
                throw new CommandLineException(name + " needs a value");
            }
            String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
            if (values.put(name, value) != null) {
                throw new CommandLineException(name + " is given twice");
            }
        }
        return new Options(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** @throws CommandLineException if it is not http or https with a host */
    URI url(String name, String otherwise) {
        String text = text(name, otherwise);
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CommandLineException(name + " must be like http://host:8080, was \"" + text + '"');
    }
}
