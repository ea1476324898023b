package dev.caravan.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SseHubTest {

    private static final SseLimits LIMITS = limits(5000, Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ZERO);

    private final AtomicLong nowMs = new AtomicLong();
    private final SseCounts counts = new SseCounts();
    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private final HttpServer server = vertx.createHttpServer(
                    new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSendBufferSize(16 * 1024))
            .requestHandler(router)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    /** As a browser does where there is no TLS: else clients that come late share a connection of HTTP/2. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void beAsPatientAsABusyMachineNeeds() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStreamBeginsWithItsHeadersAndRetry() throws IOException {
        SseHub hub = hub(LIMITS);
        BufferedReader reader = reader(connect());
        List<String> head = Stream.generate(() -> line(reader))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(head)
                .contains("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Cache-Control: no-store")
                .contains("X-Accel-Buffering: no");
        assertThat(line(reader)).as("size of the first chunk").isEqualTo("d");
        assertThat(line(reader)).isEqualTo("retry: 2000");
        await().until(() -> hub.clients() == 1);
    }

    @Test
    void aNewClientGetsTheNewestFrameOfEachEventAtOnce() {
        SseHub hub = hub(LIMITS);
        hub.broadcast("snapshot", "old", 0);
        hub.broadcast("snapshot", "new", 0);
        hub.broadcast("alert", "fire", 0);
        Listener listener = listen();
        await().until(() -> listener.has("data: fire"));
        assertThat(listener.lines())
                .containsExactly(
                        "retry: 2000",
                        "event: snapshot",
                        "id: 7-2",
                        "data: new",
                        "event: alert",
                        "id: 7-3",
                        "data: fire");
    }

    @Test
    void aFrameThatIsTooOldIsNotSentToANewClient() {
        SseHub hub = hub(limits(10, Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofSeconds(2)));
        hub.broadcast("snapshot", "old", 0);
        nowMs.addAndGet(2_000);
        Listener listener = listen();
        await().until(() -> hub.clients() == 1);
        hub.broadcast("snapshot", "new", 0);
        await().until(() -> listener.has("data: new"));
        assertThat(listener.ids()).containsExactly(2L);
    }

    @Test
    void clientsThatNeverReadDelayNobodyAndTheirFramesAreDroppedAndCounted() throws IOException {
        SseHub hub = hub(LIMITS);
        for (int i = 0; i < 5; i++) {
            connect();
        }
        List<Listener> listeners = Stream.generate(() -> listen()).limit(195).toList();
        await().until(() -> hub.clients() == 200);
        String data = "x".repeat(16 * 1024);
        int frames = 30;
        for (long id = 1; id <= frames; id++) {
            long wanted = id;
            hub.broadcast("snapshot", data, 0);
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> listeners.stream().allMatch(listener -> listener.has("id: 7-" + wanted)));
        }
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.ids())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, frames).boxed().toList()));
        assertThat(counts.dropped()).as("frames that five clients missed").isGreaterThan(5);
        assertThat(counts.sent() + counts.dropped())
                .as("each frame for each client; one that a listener missed and got later is both")
                .isGreaterThanOrEqualTo(200L * frames);
    }

    @Test
    void aClientThatDoesNotDrainIsClosedAndTheOthersStay() throws IOException {
        SseHub hub = hub(LIMITS);
        connect();
        Listener listener = listen();
        await().until(() -> hub.clients() == 2);
        stuff(hub);
        assertStay(hub, 2);
        nowMs.addAndGet(59_000);
        assertStay(hub, 2);
        nowMs.addAndGet(1_000);
        await().until(() -> hub.clients() == 1);
        assertThat(listener.isDisconnected()).isFalse();
    }

    @Test
    void aClientThatDrainsAgainGetsTheNewestFrame() throws IOException {
        SseHub hub = hub(LIMITS);
        Socket slow = connect();
        await().until(() -> hub.clients() == 1);
        stuff(hub);
        hub.broadcast("snapshot", "the last word", 0);
        BufferedReader reader = reader(slow);
        await().until(() -> line(reader).equals("data: the last word"));
    }

    @Test
    void aClientThatComesBackGetsWhatNobodyMayMissAndTheNewestFrame() {
        SseHub hub = hub(LIMITS);
        hub.broadcast("order", "seen", 10);
        hub.broadcast("snapshot", "old", 0);
        hub.broadcast("order", "missed", 10);
        hub.broadcast("snapshot", "new", 0);
        Listener listener = listen("Last-Event-ID", "7-1");
        await().until(() -> listener.has("data: new"));
        assertThat(listener.lines())
                .containsExactly(
                        "retry: 2000",
                        "event: order",
                        "id: 7-3",
                        "data: missed",
                        "event: snapshot",
                        "id: 7-4",
                        "data: new");
    }

    @Test
    void whatAnotherRunSentIsNoPlaceToGoOnFrom() {
        SseHub hub = hub(LIMITS);
        hub.broadcast("order", "of before", 10);
        hub.broadcast("snapshot", "holds it", 0);
        for (String unknown : List.of("6-1", "7-3", "7-", "1", "x", "7-99999999999999999999")) {
            Listener listener = listen("Last-Event-ID", unknown);
            await().until(() -> listener.has("data: holds it"));
            assertThat(listener.ids()).as(unknown).containsExactly(2L);
        }
    }

    @Test
    void whoWasAwayForTooLongGetsTheNewestFrameOnly() {
        SseHub hub = hub(LIMITS);
        for (int i = 1; i <= 5; i++) {
            hub.broadcast("order", "order " + i, 3);
        }
        hub.broadcast("snapshot", "all", 0);
        Listener tooLate = listen("Last-Event-ID", "7-1");
        Listener justInTime = listen("Last-Event-ID", "7-2");
        await().until(() -> tooLate.has("data: all") && justInTime.has("data: all"));
        assertThat(tooLate.ids()).containsExactly(6L);
        assertThat(justInTime.ids()).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void aNewClientGetsWhatFollowedTheNewestFrame() {
        SseHub hub = hub(LIMITS);
        hub.broadcast("order", "before", 10);
        hub.broadcast("snapshot", "holds it", 0);
        hub.broadcast("order", "after", 10);
        Listener listener = listen();
        await().until(() -> listener.has("data: after"));
        assertThat(listener.ids()).containsExactly(2L, 3L);
    }

    @Test
    void aSlowClientMissesSnapshotsButNoOrder() throws IOException {
        SseHub hub = hub(LIMITS);
        Socket slow = connect();
        await().until(() -> hub.clients() == 1);
        stuff(hub);
        hub.broadcast("order", "one", 10);
        stuff(hub);
        hub.broadcast("order", "two", 10);
        hub.broadcast("snapshot", "the last word", 0);
        BufferedReader reader = reader(slow);
        List<String> told = new ArrayList<>();
        await().until(() -> {
            String line = line(reader);
            if (line.startsWith("data: ") && line.length() < 100) {
                told.add(line.substring(6));
            }
            return line.equals("data: the last word");
        });
        assertThat(told).containsExactly("one", "two", "the last word");
    }

    @Test
    void aClientThatGoesAwayIsForgotten() throws IOException {
        SseHub hub = hub(LIMITS);
        Socket socket = connect();
        await().until(() -> hub.clients() == 1);
        socket.close();
        await().until(() -> hub.clients() == 0);
    }

    @Test
    void oneClientTooManyIsToldToComeBackLaterAndAPlaceThatIsFreeIsGivenAway() throws IOException {
        SseHub hub = hub(limits(1, Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ZERO));
        Socket first = connect();
        await().until(() -> hub.clients() == 1);
        Listener second = listen();
        assertThat(second.ended().join().statusCode()).isEqualTo(503);
        assertThat(second.ended().join().headers().firstValue("Retry-After")).hasValue("10");
        assertThat(second.lines())
                .containsExactly(
                        "{\"error\":{\"code\":\"too_many_clients\",\"message\":\"at most 1 clients can listen at a time\"}}");
        first.close();
        await().until(() -> hub.clients() == 0);
        Listener third = listen();
        await().until(() -> third.has("retry: 2000"));
    }

    @Test
    void aQuietStreamIsKeptAlive() {
        hub(LIMITS);
        Listener listener = listen();
        await().until(() -> listener.has("retry: 2000"));
        nowMs.addAndGet(15_000);
        await().until(() -> listener.has(": keep-alive"));
    }

    @Test
    void aHubThatClosesEndsItsConnections() {
        SseHub hub = hub(LIMITS);
        Listener listener = listen();
        await().until(() -> hub.clients() == 1);
        hub.close();
        await().until(listener::isDisconnected);
        assertThat(router.getRoutes()).isEmpty();
    }

    /** For longer than the hub takes between two looks at its clients. */
    private static void assertStay(SseHub hub, int clients) {
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofMinutes(1)).until(() -> hub.clients() == clients);
    }

    /** Sends until a client that does not read misses frames. */
    private void stuff(SseHub hub) {
        String data = "x".repeat(64 * 1024);
        long before = counts.dropped();
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            hub.broadcast("snapshot", data, 0);
            return counts.dropped() > before + 20;
        });
    }

    private SseHub hub(SseLimits limits) {
        return new SseHub(vertx, router, "/api/stream", limits, new SseHistory(7), counts, nowMs::get);
    }

    private Listener listen(String... headers) {
        return new Listener(http, server.actualPort(), headers);
    }

    /** A client that says what it wants and then reads nothing by itself. */
    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.getOutputStream()
                .write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String line(BufferedReader reader) {
        try {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SseLimits limits(int maxClients, Duration stall, Duration keepAlive, Duration retain) {
        return new SseLimits(maxClients, stall, keepAlive, Duration.ofSeconds(2), retain);
    }
}
