package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RouteReloadIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String PARSE_STEP = "        - bean:\n            id: parse-event\n";

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        caravan = RunningCaravan.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        caravan.close();
    }

    @BeforeEach
    void listenToTheLog() {
        log.start();
        ((Logger) LoggerFactory.getLogger(RouteReload.class)).addAppender(log);
    }

    @AfterEach
    void repair() throws IOException {
        for (String file : List.of("pipeline.camel.yaml", "dashboard.camel.yaml")) {
            String shipped = Files.readString(Path.of("routes", file));
            if (!Files.readString(routeFile(file)).equals(shipped)) {
                int before = log.list.size();
                Files.writeString(routeFile(file), shipped);
                await().atMost(SOON).until(() -> log.list.size() > before);
            }
        }
        ((Logger) LoggerFactory.getLogger(RouteReload.class)).detachAppender(log);
    }

    @Test
    void aStepThatIsAddedToARunningRouteWorksWithinSeconds() throws IOException {
        assertThat(countryOfAnEventFrom("BR")).isEqualTo("BR");
        edit("pipeline.camel.yaml", PARSE_STEP, """
                        - setBody:
                            simple: "${bodyAs(String).replace('BR', 'PT')}"
                        - convertBodyTo:
                            type: byte[]
                """ + PARSE_STEP);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(messages()).contains("pipeline.camel.yaml: took up routes"));
        assertThat(countryOfAnEventFrom("BR")).isEqualTo("PT");
        Recomputation.assertEveryRecordHasItsPlace(caravan);
    }

    @Test
    void aBrokenEditIsReportedWithFileAndLineAndTheOldRouteRunsOn() throws IOException {
        String file = routeFile("pipeline.camel.yaml").toString();
        int line = lineOf("pipeline.camel.yaml", "id: parse-event") - 1;
        int before = 0;
        for (String[] mistake : new String[][] {
            {"        - bean: [x\n", ":"},
            {"        - baen:\n            ref: judge\n", ":" + line + ": Unknown node id: baen"},
            {"        - log:\n            massage: x\n", ":" + (line + 1) + ": Unsupported field: massage"},
            {"        - to: nosuch:thing\n", ":" + line + ": route judge-event: No endpoint could be found for: nosuch"
            },
            {
                "        - to:\n            uri: log:x\n            parameters:\n              noSuch: 1\n",
                ":" + line + ": route judge-event: Failed to resolve endpoint: log://x?noSuch=1"
            },
            {
                "        - bean:\n            ref: nobody\n",
                ":" + line + ": route judge-event: No bean could be found in the registry for: nobody"
            }
        }) {
            Files.writeString(
                    routeFile("pipeline.camel.yaml"),
                    shipped("pipeline.camel.yaml").replace(PARSE_STEP, mistake[0] + PARSE_STEP));
            int seen = before;
            await().atMost(SOON).until(() -> log.list.size() > seen);
            before = log.list.size();
            String said = log.list.get(before - 1).getFormattedMessage();
            assertThat(said).contains(file + mistake[1]).doesNotContain("\n");
            assertThat(countryOfAnEventFrom("SE")).isEqualTo("SE");
        }
    }

    @Test
    void aClientOfTheStreamStaysThroughAReloadOfTheDashboard() throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        try (FrameListener listener = new FrameListener(http, caravan.uri("/api/stream"))) {
            await().atMost(SOON).until(() -> !listener.ids().isEmpty());
            edit("dashboard.camel.yaml", "retainMs: 2000", "retainMs: 3000");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(messages()).contains("dashboard.camel.yaml: took up routes"));
            int before = listener.ids().size();
            countryOfAnEventFrom("FI");
            await().atMost(SOON).until(() -> listener.ids().size() > before);
            assertThat(listener.hasEnded()).isFalse();
            assertThat(caravan.get("/api/snapshot").statusCode()).isEqualTo(200);
            assertThat(caravan.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRouteFileThatIsAddedRunsAndOneThatIsTakenAwayStops() throws IOException {
        Path added = routeFile("hello.camel.yaml");
        Files.writeString(added, """
                - route:
                    id: hello
                    from:
                      uri: platform-http
                      parameters:
                        path: /hello/there
                      steps:
                        - setBody:
                            constant: hello
                """);
        await().atMost(SOON).until(() -> caravan.get("/hello/there").body().equals("hello"));
        Files.delete(added);
        await().atMost(SOON).until(() -> caravan.get("/hello/there").statusCode() == 404);
    }

    /** Sends one and waits until it is stored. */
    private static String countryOfAnEventFrom(String country) {
        String id = UUID.randomUUID().toString();
        String event = """
                {"event_id": "%s", "event_type": "page_view", "event_timestamp": "%s", "anonymous_id": "v", "country": "%s"}
                """.formatted(id, Instant.now(), country);
        caravan.send("v", List.of(event.getBytes(UTF_8)));
        String query = "select country from events where event_id = '" + id + "'";
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> caravan.query(query), rows -> !rows.isEmpty())
                .get(0);
    }

    private String messages() {
        return String.join(
                "\n", log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    private static void edit(String file, String before, String after) throws IOException {
        String text = shipped(file);
        assertThat(text).contains(before);
        Files.writeString(routeFile(file), text.replace(before, after));
    }

    private static int lineOf(String file, String text) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("routes", file));
        return 1 + lines.stream().map(String::strip).toList().indexOf(text);
    }

    private static String shipped(String file) throws IOException {
        return Files.readString(Path.of("routes", file));
    }

    private static Path routeFile(String name) {
        return folder.resolve("routes").resolve(name);
    }
}
