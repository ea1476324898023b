package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.warehouse.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DashboardIT {

    private static final Shop SHOP = new Shop(ZoneId.of("Europe/Berlin"), "EUR");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:51:02.123Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedPostgres postgres;
    private static BasicDataSource dataSource;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        dataSource = new BasicDataSource();
        dataSource.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        Migrations.run(dataSource, SHOP.timeZone(), SHOP.currency());
        execute(resource("/sql/dashboard-sample.sql"));
        server = new DashboardServer(SHOP, NOW, dataSource);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        dataSource.close();
        postgres.close();
    }

    @Test
    void theSnapshotIsWhatIsStored() throws Exception {
        HttpResponse<String> answer = server.get("/api/snapshot");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        ObjectNode frame = (ObjectNode) JSON.readTree(answer.body());
        JsonNode lastHour = frame.remove("lastHour");
        JsonNode expected = JSON.readTree(resource("/dashboard-frame.json"));
        ((ObjectNode) expected).set("partitions", frame.get("partitions").deepCopy());
        assertThat(frame.toPrettyString()).isEqualTo(expected.toPrettyString());
        assertThat(lastHour).hasSize(60);
    }

    @Test
    void thePartitionsShowWhereEachRecordWent() throws Exception {
        JsonNode expected = JSON.readTree(resource("/dashboard-frame.json")).get("partitions");
        JsonNode partitions = snapshot().get("partitions");
        assertThat(partitions.get(0)).isEqualTo(expected.get(0));
        assertThat(partitions).hasSize(2);
    }

    @Test
    void theLastHourHasAnEntryForEachMinuteAndTheYoungOnesAreProvisional() throws Exception {
        JsonNode lastHour = snapshot().get("lastHour");
        assertThat(lastHour.get(0))
                .isEqualTo(json("{'minute':'2026-11-22T19:52:00Z','events':0,'sessions':0,'orders':1,"
                        + "'grossRevenue':'0.00','provisional':false}"));
        assertThat(lastHour.get(58))
                .isEqualTo(json("{'minute':'2026-11-22T20:50:00Z','events':7,'sessions':2,'orders':1,"
                        + "'grossRevenue':'49.90','provisional':true}"));
        assertThat(lastHour.get(59).get("minute").asText()).isEqualTo("2026-11-22T20:51:00Z");
        assertThat(lastHour.findValues("provisional").stream().filter(JsonNode::asBoolean))
                .as("minutes from 20:42 on")
                .hasSize(10);
    }

    @Test
    void aListenerGetsAFrameAtOnceAndAnotherWhenMoreIsStored() throws Exception {
        Iterator<String> lines = server.lines("/api/stream").iterator();
        assertThat(lines.next()).isEqualTo("retry: 2000");
        JsonNode first = nextFrame(lines);
        execute("update stream_offsets set next_offset = next_offset + 5, stored = stored + 5 where partition = 1");
        JsonNode second = nextFrame(lines);
        assertThat(second.at("/partitions/1/nextOffset").asLong())
                .isEqualTo(first.at("/partitions/1/nextOffset").asLong() + 5);
        assertThat(second.at("/partitions/1/agrees").asBoolean()).isTrue();
    }

    @Test
    void aNewOrderIsAnEventOfItsOwnBeforeTheFrameThatHoldsIt() throws Exception {
        try {
            Iterator<String> lines = server.lines("/api/stream").iterator();
            nextFrame(lines);
            execute(
                    "insert into orders (order_id, ordered_at, first_event_id, visitor_id, currency, amount, amount_from, decided_at, "
                            + "decided_by, purchase_events, conflicting) select 'new', '2026-11-22T20:51:00Z', gen_random_uuid(), 'v', 'EUR', "
                            + "7, 'stated', '2026-11-22T20:51:00Z', gen_random_uuid(), 1, false");
            execute("update stream_offsets set next_offset = next_offset + 1, stored = stored + 1 where partition = 1");
            List<String> told = new ArrayList<>();
            while (told.isEmpty() || !told.get(told.size() - 1).contains("\"newestOrders\":[{\"id\":\"new\"")) {
                told.add(lines.next());
            }
            assertThat(told)
                    .contains("event: order")
                    .contains(
                            "data: {\"id\":\"new\",\"at\":\"2026-11-22T20:51:00Z\",\"amount\":\"7.00\",\"currency\":\"EUR\","
                                    + "\"country\":null,\"items\":0,\"product\":null}");
        } finally {
            execute("delete from orders where order_id = 'new'");
        }
    }

    @Test
    void deadLettersComeNewestFirstPageByPage() throws Exception {
        JsonNode first = JSON.readTree(server.get("/api/dead-letters?limit=2").body());
        assertThat(first.get("deadLetters").findValuesAsText("offset")).containsExactly("8", "7");
        long next = first.get("next").asLong();
        JsonNode second = JSON.readTree(
                server.get("/api/dead-letters?limit=2&before=" + next).body());
        assertThat(second.get("deadLetters").findValuesAsText("offset")).containsExactly("6", "5");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aDeadLetterShowsWhatIsKnownOfIt() throws Exception {
        JsonNode page = JSON.readTree(server.get(
                        "/api/dead-letters?reason=schema_violation&from=2026-11-22T20:00:00Z&to=2026-11-22T20:00:01Z")
                .body());
        assertThat(page.get("deadLetters")).hasSize(2);
        ObjectNode letter = (ObjectNode) page.get("deadLetters").get(1);
        letter.remove("id");
        assertThat(letter)
                .isEqualTo(json("{'failedAt':'2026-11-22T20:00:00Z','reason':'schema_violation',"
                        + "'errors':[{'field':'/price','rule':'minimum','message':'must be at least 0'}],"
                        + "'topic':'ecommerce-events','partition':0,'offset':6,'source':'import','file':'a.csv','line':17,"
                        + "'key':'visitor-1','payload':'{\\\"price\\\":-1}','payloadBytes':12,"
                        + "'recordTime':'2026-11-22T19:59:00Z'}"));
    }

    @Test
    void bytesThatAreNoTextAreShownAllTheSame() throws Exception {
        JsonNode page = JSON.readTree(
                server.get("/api/dead-letters?reason=malformed_json").body());
        assertThat(page.at("/deadLetters/0/payload").asText()).isEqualTo("{\uFFFD\u0000");
    }

    @Test
    void aParameterThatIsWrongIsNamed() throws Exception {
        HttpResponse<String> answer = server.get("/api/dead-letters?limit=1000");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(json("{'error':{'code':'bad_parameter',"
                        + "'message':'limit must be a whole number from 1 to 500, was \\\"1000\\\"'}}"));
    }

    @Test
    void aHeaderOfTheRequestIsNoParameterAndDoesNotComeBack() throws Exception {
        HttpResponse<String> answer = server.get("/api/dead-letters", "From", "somebody@example.org", "X-Mine", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("from", "x-mine", "rows", "user-agent");
    }

    @Test
    void aPathThatNobodyServesAndAMethodThatNobodyTakesAreToldSo() throws Exception {
        HttpResponse<String> unknown = server.get("/api/unknown");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(unknown.body()))
                .isEqualTo(json("{'error':{'code':'not_found','message':'nothing is served at this path'}}"));
        HttpResponse<String> posted = server.send("POST", "/api/snapshot");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void thePageStandsAtTheRoot() throws Exception {
        HttpResponse<String> page = server.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .startsWithIgnoringCase("<!doctype html>")
                .isEqualTo(server.get("/index.html").body());
    }

    @Test
    void aFileOfThePageIsServedWithAPolicyAndATag() throws Exception {
        HttpResponse<String> css = server.get("/sample.css");
        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.body()).startsWith("body {");
        assertThat(css.headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(css.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        assertThat(css.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(css.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(css.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(server.get("/vendor/sample/sample.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
        String tag = css.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.get("/sample.css", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<String> head = server.send("HEAD", "/sample.css");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).hasValue(tag);
    }

    @Test
    void textGoesOutCompressedToWhoTakesItAndUnderATagOfItsOwn() throws Exception {
        HttpResponse<String> plain = server.get("/vendor/uplot/uPlot.esm.js");
        HttpResponse<byte[]> packed = server.bytes("/vendor/uplot/uPlot.esm.js", "Accept-Encoding", "br, gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(plain.body().length() / 3);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
        }
        String tag = packed.headers().firstValue("ETag").orElseThrow();
        assertThat(plain.headers().firstValue("ETag")).isNotEqualTo(Optional.of(tag));
        assertThat(server.get("/vendor/uplot/uPlot.esm.js", "Accept-Encoding", "gzip", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(server.bytes("/vendor/inter/inter-latin-wght-normal.woff2", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .as("a font is compressed already")
                .isEmpty();
    }

    @Test
    void nothingOutsideOfThePageCanBeNamed() throws Exception {
        for (String path : new String[] {
            "/application.properties",
            "/vendor/../../application.properties",
            "/vendor/%2e%2e/%2e%2e/logback.xml",
            "/..%2flogback.xml",
            "/vendor/..%5c..%5clogback.xml",
            "/vendor/",
            "/.hidden.css",
            "/vendor//sample.js",
            "/missing.css"
        }) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(JSON.readTree(answer.body()).at("/error/code").asText()).isEqualTo("not_found");
        }
    }

    @Test
    void aDatabaseThatIsDownIsAnOutageAndNotABug() throws Exception {
        BasicDataSource closed = new BasicDataSource();
        closed.close();
        try (DashboardServer without = new DashboardServer(SHOP, NOW, closed)) {
            HttpResponse<String> answer = without.get("/api/snapshot");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(JSON.readTree(answer.body()).at("/error/code").asText()).isEqualTo("database_unavailable");
        }
    }

    private static JsonNode snapshot() throws Exception {
        return JSON.readTree(server.get("/api/snapshot").body());
    }

    private static JsonNode json(String json) throws IOException {
        return JSON.readTree(json.replace('\'', '"'));
    }

    private static JsonNode nextFrame(Iterator<String> lines) throws IOException {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("data: ")) {
                return JSON.readTree(line.substring(6));
            }
        }
        throw new IllegalStateException("the stream has ended");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = DashboardIT.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
