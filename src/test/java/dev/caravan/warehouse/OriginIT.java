package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.event.Event;
import dev.caravan.event.Origin;
import dev.caravan.event.Parsed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Java and SQL find the same origin, however odd the event. */
class OriginIT {
    private static final int EVENTS = 20_000;
    private static final String[] PIECES = {
        "http",
        "https",
        ":",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "&",
        "=",
        "@",
        ".",
        "www.",
        "WWW.",
        "shop.example",
        "Shop.Example",
        ":8080",
        "[::1]",
        "utm_source",
        "utm_source=",
        "utm_medium=",
        "?utm_campaign=",
        "&utm_campaign=",
        "UTM_SOURCE=",
        "a",
        "B",
        "7",
        " ",
        "\t",
        "\n",
        "\u0001",
        "\u007f",
        "\u00a0",
        "\u2028",
        "+",
        "%",
        "%2",
        "%20",
        "%zz",
        "%00",
        "%0a",
        "%C3%A9",
        "%c3",
        "%A9",
        "%C0%AF",
        "%E0%80%80",
        "%ED%A0%80",
        "%ED%9F%BF",
        "%EF%BF%BF",
        "%F0%9F%8D%B5",
        "%F0%8F%BF%BF",
        "%F4%8F%BF%BF",
        "%F4%90%80%80",
        "%F8%88%80%80",
        "%7F",
        "%41",
        "\u00e9",
        "\u00c9",
        "\u0130",
        "\u01c5",
        "\ud83c\udf75",
        "\uff34",
        "x".repeat(40),
        "\ud83c\udf75".repeat(40),
        " ".repeat(30)
    };
    private static final String[] FIELDS = {
        "source", "utm_source", "medium", "utm_medium", "name", "utm_campaign", "Source"
    };
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(1);

    @Test
    void javaAndSqlFindTheSameOrigin() throws Exception {
        List<Event> events = new ArrayList<>();
        List<Origin> byJava = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Event event = event();
            events.add(event);
            byJava.add(Origin.of(event));
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                TestWarehouse warehouse = TestWarehouse.create(postgres)) {
            List<Origin> bySql = bySql(warehouse.dataSource(), events);
            for (int i = 0; i < EVENTS; i++) {
                assertThat(bySql.get(i)).as("%s", events.get(i)).isEqualTo(byJava.get(i));
            }
        }
        assertThat(byJava.stream().map(Origin::source).distinct().count())
                .as("different sources")
                .isGreaterThan(EVENTS / 10);
    }

    private static List<Origin> bySql(DataSource dataSource, List<Event> events) throws SQLException {
        Columns columns = new Columns(ColumnType.INTEGER, ColumnType.TEXT, ColumnType.TEXT, ColumnType.TEXT);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            columns.add(i, event.campaignJson(), event.pageUrl(), event.referrer());
        }
        List<Origin> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select o.source, o.medium, o.campaign
                        from unnest(?::integer[], ?::text[], ?::text[], ?::text[]) as e (number, campaign, page_url, referrer)
                        cross join lateral origin_of(e.campaign::jsonb, e.page_url, e.referrer) as o
                        order by e.number""")) {
            columns.bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Origin(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return found;
    }

    /** A good event whose three fields are made of pieces that mean something to whoever reads addresses. */
    private Event event() {
        ObjectNode json = JSON.createObjectNode()
                .put("event_id", "1")
                .put("event_type", "page_view")
                .put("event_timestamp", "2025-12-31T10:00:00Z")
                .put("user_id", "u");
        if (random.nextInt(3) > 0) {
            json.put("page_url", random.nextInt(3) > 0 ? "https://www.shop.example/?" + text() : text());
        }
        if (random.nextInt(3) > 0) {
            json.put("referrer", random.nextInt(3) > 0 ? "https://" + text() : text());
        }
        if (random.nextInt(3) == 0) {
            ObjectNode campaign = json.putObject("campaign");
            for (int i = random.nextInt(3); i >= 0; i--) {
                String field = FIELDS[random.nextInt(FIELDS.length)];
                switch (random.nextInt(8)) {
                    case 0 -> campaign.put(field, 1);
                    case 1 -> campaign.putObject(field).put("source", "deep");
                    case 2 -> campaign.putArray(field).add("listed");
                    default -> campaign.put(field, text());
                }
            }
        }
        Parsed parsed = TestWarehouse.parse(json.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).isInstanceOf(Event.class);
        return (Event) parsed;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
