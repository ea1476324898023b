package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The frames of {@code /api/stream}, as a browser gets them. */
final class FrameStream implements AutoCloseable {
    /** @param arrivedNanos {@link System#nanoTime()} */
    record Arrived(JsonNode frame, long arrivedNanos) {}

    private final BlockingQueue<Arrived> frames = new LinkedBlockingQueue<>();
    private final InputStream body;

    private FrameStream(InputStream body) {
        this.body = body;
    }

    static FrameStream open(Web web, URI uri) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                web.client().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new CheckFailedException(uri + " answers " + answer.statusCode());
        }
        FrameStream stream = new FrameStream(answer.body());
        Thread reader = new Thread(() -> stream.read(uri), "frames");
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    private void read(URI uri) {
        try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
            String event = "";
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:") && event.equals("snapshot")) {
                    frames.add(new Arrived(Web.json(uri, line.substring("data:".length())), System.nanoTime()));
                }
            }
        }
    }

    /** The next frame; null if none comes. */
    @Nullable
    Arrived next(long patienceMs) throws InterruptedException {
        return frames.poll(patienceMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
