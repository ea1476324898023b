package dev.caravan;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A client of the dashboard's stream that reads all it gets and keeps the numbers of the frames' ids. */
final class FrameListener implements Flow.Subscriber<String>, AutoCloseable {
    private final List<Long> ids = new ArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> answer;
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, List<String>> all = new HashMap<>();
    private String name = "";
    private boolean ended;

    FrameListener(HttpClient http, URI stream) {
        answer = http.sendAsync(
                HttpRequest.newBuilder(stream).build(), HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    synchronized List<Long> ids() {
        return List.copyOf(ids);
    }

    /** The events' names in the order in which they came. */
    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /** The data of the newest event of that name. */
    synchronized String newest(String name) {
        return Objects.requireNonNull(newest.get(name), name);
    }

    /** The data of all events of that name, in the order in which they came. */
    synchronized List<String> all(String name) {
        return List.copyOf(all.getOrDefault(name, List.of()));
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        if (line.startsWith("id: ")) {
            ids.add(Long.valueOf(line.substring(line.indexOf('-') + 1)));
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            newest.put(name, line.substring(6));
            if (!name.equals("snapshot")) {
                all.computeIfAbsent(name, any -> new ArrayList<>()).add(line.substring(6));
            }
            names.add(name);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public synchronized void onComplete() {
        ended = true;
    }

    @Override
    public void close() {
        answer.cancel(true);
    }
}
