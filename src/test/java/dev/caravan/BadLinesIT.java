package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people really drop them: with bad lines, of a kind of their own, or no good at all. */
class BadLinesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static RunningCaravan caravan;

    @BeforeAll
    static void startBesideAFolderOfFormats() throws IOException {
        declare("till.properties", "Zeit;Kunde;Ware;Preis", "product_view");
        caravan = RunningCaravan.start(folder, Map.of("shop.time-zone", "Europe/Berlin"));
    }

    @AfterAll
    static void stop() {
        if (caravan != null) {
            caravan.close();
        }
    }

    @Test
    void aBadLineOfAnNdjsonIsADeadLetterThatNamesFileAndLine() {
        drop(
                "visits.ndjson",
                event("nd-1", "page_view"),
                "{\"event_id\":\"nd-2\"",
                "",
                event("nd-4", "made_up"),
                event("nd-5", "search"),
                "no json");

        awaitFile("done/visits.ndjson");
        awaitRows("events where original_event_id like 'nd-%'", 2);
        awaitRows("dead_letters where source_file = 'visits.ndjson'", 3);
        assertThat(caravan.query("select source, source_line, reason from dead_letters"
                        + " where source_file = 'visits.ndjson' order by source_line"))
                .containsExactly("import|2|malformed_json", "import|4|unknown_event_type", "import|6|malformed_json");
        Recomputation.assertEveryRecordHasItsPlace(caravan);
    }

    @Test
    void aBadRowOfACsvIsADeadLetterThatNamesFileAndLine() {
        String columns = "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
        drop(
                "shop.csv",
                columns,
                "2024-03-10 10:00:00 UTC,view,p1,1,toys,acme,1.50,csv-1,s1",
                "2024-03-10 10:00:00 UTC,view,p1",
                "yesterday,view,p1,1,toys,acme,1.50,csv-3,s1",
                "2024-03-10 10:00:00 UTC,view,p1,1,toys,acme,cheap,csv-4,s1",
                "2024-03-10 10:00:00 UTC,view,p1,1,toys,acme,1.50,,s1",
                "2024-03-10 10:00:01 UTC,cart,p1,1,toys,\"ac,me\",1.50,csv-6,s1");

        awaitFile("done/shop.csv");
        awaitRows("events where visitor_id like 'csv-%'", 2);
        awaitRows("dead_letters where source_file = 'shop.csv'", 4);
        assertThat(caravan.query("select source_line, reason from dead_letters"
                        + " where source_file = 'shop.csv' order by source_line"))
                .containsExactly("3|malformed_json", "4|schema_violation", "5|schema_violation", "6|missing_visitor");
        assertThat(caravan.query("select brand from events where visitor_id = 'csv-6'"))
                .containsExactly("ac,me");
        Recomputation.assertEveryRecordHasItsPlace(caravan);
    }

    @Test
    void aFileThatNobodyCanReadGoesToFailedWithTheReasonBesideIt() throws IOException {
        drop("prices.csv", "colour,taste", "red,sweet");
        drop("notes.txt", "hello");
        caravan.drop("cut.ndjson.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

        for (String name : new String[] {"prices.csv", "notes.txt", "cut.ndjson.gz"}) {
            awaitFile("failed/" + name);
            assertThat(Files.readString(caravan.inbox().resolve("failed/" + name + ".error")))
                    .as("reason of %s", name)
                    .contains("What to do");
        }
    }

    @Test
    void aFormatOfTheUsersOwnNeedsAFileAndNoJava() {
        drop("till.csv", "Zeit;Kunde;Ware;Preis", "2024-03-10 10:00;till-1;tea;1.234,50");

        awaitFile("done/till.csv");
        awaitRows("events where visitor_id = 'till-1'", 1);
        assertThat(caravan.query("select event_type, event_time at time zone 'UTC', product_id, price, currency"
                        + " from events where visitor_id = 'till-1'"))
                .containsExactly("product_view|2024-03-10 09:00:00|tea|1234.50|EUR");
    }

    @Test
    void aFormatThatIsAddedWhileCaravanRunsCountsForTheNextFile() throws IOException {
        declare("kiosk.properties", "Zeit;Kunde;Ware;Preis;Kiosk", "add_to_cart");
        drop("kiosk.csv", "Kiosk;Zeit;Kunde;Ware;Preis", "k1;2024-03-10 10:00;kiosk-1;tea;0,99");

        awaitFile("done/kiosk.csv");
        awaitRows("events where visitor_id = 'kiosk-1'", 1);
        assertThat(caravan.query("select event_type, price from events where visitor_id = 'kiosk-1'"))
                .containsExactly("add_to_cart|0.99");
    }

    private static void declare(String name, String columns, String type) throws IOException {
        Path formats = Files.createDirectories(folder.resolve("routes/formats"));
        Files.writeString(formats.resolve(name), """
                columns=%s
                delimiter=;
                field.event_type.value=%s
                field.event_timestamp.from=Zeit
                field.event_timestamp.time=uuuu-MM-dd HH:mm
                field.user_id.from=Kunde
                field.product_id.from=Ware
                field.price.from=Preis
                field.price.decimal-comma=true
                field.currency.value=EUR
                """.formatted(columns.replace(';', ','), type));
    }

    private static void drop(String name, String... lines) {
        caravan.drop(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String id, String type) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"" + type
                + "\",\"event_timestamp\":\"2024-03-10T10:00:00Z\",\"user_id\":\"u-1\"}";
    }

    private static void awaitFile(String place) {
        await().atMost(PATIENCE).until(() -> Files.exists(caravan.inbox().resolve(place)));
    }

    private static void awaitRows(String from, long rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(caravan.count("select count(*) from " + from))
                        .as(from)
                        .isEqualTo(rows));
    }
}
