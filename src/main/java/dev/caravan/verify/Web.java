package dev.caravan.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks over HTTP, with patience of some seconds. Thread-safe. */
final class Web {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).timeout(ANSWER).build());
    }

    HttpResponse<String> post(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new CheckFailedException("nobody answers at " + request.uri());
        }
    }

    /** The JSON of a 200. */
    JsonNode json(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(uri);
        if (answer.statusCode() != 200) {
            throw new CheckFailedException(uri + " answers " + answer.statusCode());
        }
        return json(uri, answer.body());
    }

    static JsonNode json(URI uri, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CheckFailedException(uri + " is no JSON: " + e.getOriginalMessage());
        }
    }
}
