package dev.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what is edited in the routes folder, file by file: routes of other files go on undisturbed. A broken edit is reported with file
 * and line, and what ran before runs on.
 */
final class RouteReload extends RouteWatcherReloadStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<Path, String> lastGood = new HashMap<>();

    RouteReload(String folder) {
        super(folder);
        setPattern("*.camel.yaml");
        setRemoveAllRoutes(false);
    }

    @Override
    protected void doStart() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(getFolder()))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                lastGood.put(file.toAbsolutePath(), Files.readString(file));
            }
        }
        super.doStart();
    }

    @Override
    protected void onRouteReload(Collection<Resource> resources, boolean removeEverything) {
        for (Resource resource : resources) {
            reload(resource);
        }
    }

    private void reload(Resource resource) {
        Path file = Path.of(resource.getURI()).toAbsolutePath();
        String before = lastGood.get(file);
        try {
            String text = Files.exists(file) ? Files.readString(file) : "[]";
            if (text.equals(before)) {
                return;
            }
            Set<String> ids = routeIds(text);
            removeRoutesOf(file, ids);
            PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(List.of(resource));
            lastGood.put(file, text);
            LOG.info("{}: took up routes {}", file.getFileName(), ids);
        } catch (Exception broken) {
            LOG.error("{} is broken, its routes run on as they were: {}", file.getFileName(), reason(broken));
            restore(file, before);
        }
    }

    private void removeRoutesOf(Path file, Set<String> except) throws Exception {
        CamelContext context = getCamelContext();
        List<String> gone = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            Resource source = route.getSourceResource();
            if (source != null
                    && source.getLocation().endsWith(String.valueOf(file.getFileName()))
                    && !except.contains(route.getRouteId())) {
                gone.add(route.getRouteId());
            }
        }
        for (String id : gone) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    /** The ids of the routes that a file declares. Throws what is wrong with it where it is no YAML. */
    private static Set<String> routeIds(String text) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : YAML.readTree(text)) {
            ids.add(entry.path("route").path("id").asText());
        }
        ids.remove("");
        return ids;
    }

    private void restore(Path file, @Nullable String before) {
        if (before == null) {
            return;
        }
        try {
            Resource good = ResourceHelper.fromBytes("file:" + file, before.getBytes(StandardCharsets.UTF_8));
            removeRoutesOf(file, routeIds(before));
            PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(List.of(good));
        } catch (Exception e) {
            LOG.error("{} can't be restored: {}", file.getFileName(), reason(e));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String outer = String.valueOf(failure.getMessage());
        String inner = String.valueOf(cause.getMessage());
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }
}
