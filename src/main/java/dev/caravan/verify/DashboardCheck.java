package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The page with everything it loads, the snapshot, and how soon a frame comes: after opening, and after an event. */
final class DashboardCheck implements Check {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    private static final Pattern LOADED = Pattern.compile("(?:src=|href=|from |import )\"([\\w./-]+\\.(js|css|svg))\"");
    private static final List<String> PARTS = List.of(
            "at",
            "shop",
            "live",
            "today",
            "comparison",
            "lastHour",
            "bestSellers",
            "newestOrders",
            "newestEvents",
            "deadLetters",
            "partitions",
            "sumsAgree");

    private final Installation installation;
    private final Web web;
    private final MarkedTopic topic;
    private final MarkedBatch batch;

    DashboardCheck(Installation installation, Web web, MarkedTopic topic, MarkedBatch batch) {
        this.installation = installation;
        this.web = web;
        this.topic = topic;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "dashboard";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(40);
    }

    @Override
    public String measure() throws Exception {
        String page = load();
        JsonNode snapshot = web.json(installation.page().resolve("/api/snapshot"));
        PARTS.stream().filter(part -> !snapshot.has(part)).findFirst().ifPresent(part -> {
            throw new CheckFailedException("/api/snapshot has no part " + part);
        });
        String frames = frames();
        return page + "; snapshot with " + PARTS.size() + " parts; " + frames;
    }

    /** The page, and from file to file what those load. */
    private String load() throws IOException, InterruptedException {
        Set<URI> seen = new HashSet<>();
        Deque<URI> open = new ArrayDeque<>(List.of(installation.page().resolve("/")));
        long bytes = 0;
        while (!open.isEmpty()) {
            URI uri = open.remove();
            if (!seen.add(uri)) {
                continue;
            }
            String text = text(uri);
            bytes += text.length();
            if (!uri.getPath().startsWith("/vendor/")) {
                Matcher loaded = LOADED.matcher(text);
                while (loaded.find()) {
                    open.add(uri.resolve(loaded.group(1)));
                }
            }
        }
        if (seen.size() < 2) {
            throw new CheckFailedException("the page loads no module");
        }
        return "page and " + Figures.count(seen.size() - 1, "file") + ", " + bytes / 1000 + " kB";
    }

    private String text(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = web.get(uri);
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        String path = uri.getPath();
        String right = path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".css") ? "text/css" : path.endsWith(".svg") ? "image/svg+xml" : "text/html";
        if (answer.statusCode() != 200
                || !type.startsWith(right)
                || answer.body().isBlank()) {
            throw new CheckFailedException(uri + " answers " + answer.statusCode() + " with content type " + type
                    + " and " + answer.body().length() + " characters; 200 and " + right + " are right");
        }
        return answer.body();
    }

    private String frames() throws Exception {
        long openNanos = System.nanoTime();
        try (FrameStream stream = FrameStream.open(web, installation.page().resolve("/api/stream"))) {
            FrameStream.Arrived first = stream.next(SOON.toMillis());
            if (first == null) {
                throw new CheckFailedException("no frame within 1 s of opening /api/stream");
            }
            double afterEventMs = Double.MAX_VALUE;
            int attempts = 0;
            while (afterEventMs > SOON.toMillis() && attempts < ATTEMPTS) {
                afterEventMs = Math.min(afterEventMs, afterEventMs(stream, attempts));
                attempts++;
            }
            if (afterEventMs > SOON.toMillis()) {
                throw new CheckFailedException(
                        "no frame shows an event within 1 s, in " + ATTEMPTS + " attempts; the best took "
                                + (afterEventMs == Double.MAX_VALUE ? "over 5 s" : Figures.ms(afterEventMs)));
            }
            return "a frame " + Figures.ms((first.arrivedNanos() - openNanos) / 1e6) + " after opening and "
                    + Figures.ms(afterEventMs) + " after an event was sent"
                    + (attempts > 1 ? " (attempt " + attempts + ")" : "");
        }
    }

    /** Until a frame counts the event's offset as done. */
    private double afterEventMs(FrameStream stream, int attempt) throws Exception {
        long sentNanos = System.nanoTime();
        RecordMetadata place = topic.send(batch.pageView("d" + attempt)).get(10, TimeUnit.SECONDS);
        while (Figures.msSince(sentNanos) < 5000) {
            FrameStream.Arrived arrived = stream.next(1000);
            if (arrived != null && shows(arrived.frame(), place)) {
                return (arrived.arrivedNanos() - sentNanos) / 1e6;
            }
        }
        return Double.MAX_VALUE;
    }

    private static boolean shows(JsonNode frame, RecordMetadata place) {
        for (JsonNode partition : frame.path("partitions")) {
            if (partition.path("topic").asText().equals(place.topic())
                    && partition.path("partition").asInt() == place.partition()
                    && partition.path("nextOffset").asLong() > place.offset()) {
                return true;
            }
        }
        return false;
    }
}
