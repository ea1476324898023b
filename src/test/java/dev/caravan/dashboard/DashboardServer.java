package dev.caravan.dashboard;

import dev.caravan.sse.SseComponent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.main.Main;

/** The dashboard alone, from the route file that ships, on a port of its own. */
final class DashboardServer implements AutoCloseable {

    private final Main main = new Main();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    DashboardServer(Shop shop, Clock clock, DataSource dataSource) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.main.routes-include-pattern", "classpath:routes/dashboard.camel.yaml");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        main.addInitialProperty("stage.dashboard", "true");
        main.addInitialProperty("dashboard.frame-interval-ms", "50");
        main.bind("dataSource", dataSource);
        main.bind("frameParameters", new FrameParameters(shop, clock));
        main.bind("frames", new Frames(shop, clock));
        main.bind("framePace", new FramePace(this::clients, clock));
        main.bind("newOrders", new NewOrders(clock));
        main.bind("frameOutage", new FrameOutage(clock));
        main.bind("deadLetterPages", new DeadLetterPages());
        main.bind("dashboardPage", new DashboardPage());
        main.bind("answerHeaders", new AnswerHeaders());
        main.bind("httpErrors", new HttpErrors());
        main.bind("unknownPath", new UnknownPath());
        main.start();
    }

    Main main() {
        return main;
    }

    int clients() {
        return main.getCamelContext().getComponent("sse", SseComponent.class).getClients();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request("GET", path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The lines of a stream as they come. Reading blocks until the next line is there. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request("GET", path), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    @Override
    public void close() {
        main.stop();
    }
}
