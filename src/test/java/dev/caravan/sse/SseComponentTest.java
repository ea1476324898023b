package dev.caravan.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SseComponentTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("meters", meters);
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        camel.addService(new VertxPlatformHttpServer(configuration));
        camel.start();
        addRoute();
    }

    @BeforeAll
    static void beAsPatientAsABusyMachineNeeds() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theBodyIsBroadcastUnderTheNameOfTheOptionOrOfTheHeader() {
        Listener listener = listen();
        await().until(() -> component().getClients() == 1);
        send("one");
        camel.createProducerTemplate().sendBodyAndHeader("direct:frames", "two", "SseEvent", "alert");
        await().until(() -> listener.has("data: two"));
        assertThat(listener.lines().stream().map(line -> line.replaceFirst("^id: [0-9]{13}-", "id: ms-")))
                .containsExactly(
                        "retry: 100",
                        "event: snapshot",
                        "id: ms-1",
                        "data: one",
                        "event: alert",
                        "id: ms-2",
                        "data: two");
    }

    @Test
    void clientsOutliveTheReloadOfTheirRoute() throws Exception {
        Listener listener = listen();
        await().until(() -> component().getClients() == 1);
        send("before");
        camel.getRouteController().stopRoute("frames");
        camel.removeRoute("frames");
        addRoute();
        send("after");
        await().until(() -> listener.has("data: after"));
        assertThat(listener.ids()).containsExactly(1L, 2L);
        assertThat(listener.isDisconnected()).isFalse();
        Listener newcomer = listen();
        await().until(() -> newcomer.has("data: after"));
    }

    @Test
    void anEventThatIsKeptReachesWhoComesBack() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("sse:/api/stream?event=order&keep=5&retryMs=100");
            }
        });
        Listener listener = listen();
        await().until(() -> component().getClients() == 1);
        send("one");
        await().until(() -> listener.has("data: one"));
        String seen = listener.lines().stream()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();
        camel.createProducerTemplate().sendBody("direct:orders", "two");
        Listener again = listen("Last-Event-ID", seen.substring(4));
        await().until(() -> again.has("data: two"));
        assertThat(again.ids()).containsExactly(2L);
    }

    @Test
    void connectionsAreClosedWhenTheContextStops() {
        Listener listener = listen();
        await().until(() -> component().getClients() == 1);
        camel.stop();
        await().until(listener::isDisconnected);
    }

    @Test
    void whatHappensIsMeasured() {
        Listener listener = listen();
        await().until(() -> component().getClients() == 1);
        send("one");
        await().until(() -> listener.has("data: one"));
        assertThat(meters.get("caravan.sse.clients").gauge().value()).isEqualTo(1);
        assertThat(meters.get("caravan.sse.frames.sent").functionCounter().count())
                .isEqualTo(1);
        assertThat(meters.get("caravan.sse.frames.dropped").functionCounter().count())
                .isZero();
    }

    @Test
    void aMessageWithoutAnEventNameIsRefused() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nameless").to("sse:/api/other");
            }
        });
        assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:nameless", "x"))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("sse: needs an event name: the option event or the header SseEvent");
    }

    private void addRoute() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:frames").routeId("frames").to("sse:/api/stream?event=snapshot&retryMs=100");
            }
        });
    }

    private void send(String data) {
        camel.createProducerTemplate().sendBody("direct:frames", data);
    }

    private SseComponent component() {
        return camel.getComponent("sse", SseComponent.class);
    }

    private Listener listen(String... headers) {
        Map<String, VertxPlatformHttpRouter> routers =
                camel.getRegistry().findByTypeWithName(VertxPlatformHttpRouter.class);
        int port = routers.values().iterator().next().getServer().getServer().actualPort();
        return new Listener(http, port, headers);
    }
}
