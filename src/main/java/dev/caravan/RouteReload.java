package dev.caravan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Takes up what is edited in the routes folder, file by file: routes of other files go on undisturbed. A broken edit is reported with file
 * and line, and what ran before runs on.
 */
final class RouteReload extends RouteWatcherReloadStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    private static final long SETTLE_MS = 100;

    private final Map<Path, String> lastGood = new HashMap<>();
    private final Map<Path, String> lastSeen = new HashMap<>();

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
                String text = Files.readString(file);
                lastGood.put(file.toAbsolutePath(), text);
                lastSeen.put(file.toAbsolutePath(), text);
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
            String text = settled(file);
            if (text.equals(lastSeen.put(file, text))) {
                return;
            }
            Set<String> ids = routeIds(text, file);
            removeRoutesOf(file, ids);
            if (!ids.isEmpty()) {
                PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(List.of(resource));
            }
            lastGood.put(file, text);
            LOG.info("{}: took up routes {}", file.getFileName(), ids);
        } catch (Exception broken) {
            LOG.error("{} is broken, its routes run on as they were: {}", file.getFileName(), reason(broken));
            restore(file, before);
        }
    }

    /** What the file holds once its writer is done with it: an editor empties it first. Nothing if it is gone. */
    private static String settled(Path file) throws IOException, InterruptedException {
        String text = read(file);
        while (true) {
            Thread.sleep(SETTLE_MS);
            String later = read(file);
            if (later.equals(text)) {
                return text;
            }
            text = later;
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private void removeRoutesOf(Path file, Set<String> except) throws Exception {
        CamelContext context = getCamelContext();
        List<String> gone = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            Resource source = route.getSourceResource();
            if (source != null
                    && source.getLocation().endsWith("/" + file.getFileName())
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
    private static Set<String> routeIds(String text, Path file) {
        Set<String> ids = new HashSet<>();
        Load yaml = new Load(LoadSettings.builder().setLabel(file.toString()).build());
        if (yaml.loadFromString(text) instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> one
                        && one.get("route") instanceof Map<?, ?> route
                        && route.get("id") instanceof String id) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private void restore(Path file, @Nullable String before) {
        if (before == null) {
            return;
        }
        try {
            Resource good = ResourceHelper.fromBytes("file:" + file, before.getBytes(StandardCharsets.UTF_8));
            removeRoutesOf(file, routeIds(before, file));
            PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(List.of(good));
        } catch (Exception e) {
            LOG.error("{} can't be restored: {}", file.getFileName(), reason(e));
        }
    }

    private String reason(Exception failure) {
        return new RouteMistake(getCamelContext()).in(failure).orElseGet(failure::toString);
    }
}
