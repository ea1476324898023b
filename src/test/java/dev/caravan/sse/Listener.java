package dev.caravan.sse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A client that reads everything, as a browser does. */
final class Listener implements Flow.Subscriber<String> {

    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> ended;
    private boolean disconnected;

    Listener(HttpClient http, int port, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/stream"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        ended = http.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    CompletableFuture<HttpResponse<Void>> ended() {
        return ended;
    }

    /** What came so far, without the empty lines. */
    synchronized List<String> lines() {
        return lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    /** The numbers of the ids, each {@code <start>-<number>}. */
    synchronized List<Long> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.valueOf(line.substring(line.indexOf('-') + 1)))
                .toList();
    }

    synchronized boolean has(String line) {
        return lines.contains(line);
    }

    synchronized boolean isDisconnected() {
        return disconnected;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        // what a frame carries is as long as a test needs it, and the same each time
        lines.add(line.length() > 100 ? line.substring(0, 100) : line);
    }

    @Override
    public synchronized void onError(Throwable failure) {
        disconnected = true;
    }

    @Override
    public synchronized void onComplete() {
        disconnected = true;
    }
}
