package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.event.Event;
import dev.caravan.event.EventType;
import dev.caravan.event.Parsed;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Verdict;
import dev.caravan.quality.row.Expected;
import dev.caravan.quality.row.StreamJudge;
import dev.caravan.quality.row.StreamRecord;
import dev.caravan.quality.row.WindowState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The view of the events and the columns of the stream score an event alike. */
class ScoredEventsIT {
    private static final int EVENTS = 3_000;
    private static final List<String> FIELDS = List.of(
            "'page_url': 'https://shop.example/'",
            "'page_url': ''",
            "'device_type': 'mobile'",
            "'country': 'DE'",
            "'product_id': 'p-1'",
            "'product_name': 'Tea'",
            "'product_name': ''",
            "'category': 'Drinks'",
            "'price': 2.5",
            "'order_id': 'o-1'",
            "'revenue': 0",
            "'items': []",
            "'items': [{'product_id': 'p-1'}]",
            "'items': [{'product_id': 'p-1'}, {'price': 1}]",
            "'coupon': 'SPRING'",
            "'anonymous_id': 'a-1'");

    @Test
    void anEventHasTheSameScoreInTheStreamAndInTheTable() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                TestWarehouse warehouse = TestWarehouse.create(postgres)) {
            List<Parsed> events = events(new Random(7));
            TestWarehouse.settle(warehouse.store(), TestWarehouse.batch(0, 0, events));
            List<String> ofStream = new ArrayList<>();
            StreamJudge judge = StreamJudge.of(shownScores());
            for (int i = 0; i < events.size(); i++) {
                ofStream.add(score(judge, new StreamRecord(TestWarehouse.received(0, i), events.get(i), false)));
            }
            assertThat(warehouse.query("select trim_scale(quality_score) from scored_events order by kafka_offset"))
                    .isEqualTo(ofStream);
            assertThat(warehouse.query("select column_name from information_schema.columns"
                            + " where table_name = 'scored_events'"))
                    .containsAll(StreamJudge.columns());
            assertThat(ofStream).contains("0", "1", "0.3333", "0.8571");
        }
    }

    /** Every score is unexpected, and so is shown. */
    private static Suite shownScores() {
        return Expected.stream(Expected.of(
                ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN, "column", "quality_score", "min_value", 2));
    }

    private static String score(StreamJudge judge, StreamRecord record) {
        WindowState state = judge.judge(List.of(record)).values().iterator().next();
        Verdict verdict = state.verdicts().get(0);
        return String.valueOf(
                Objects.requireNonNull(verdict.counts()).partialUnexpected().get(0));
    }

    private static List<Parsed> events(Random random) {
        List<String> types = new ArrayList<>();
        EventType.known().forEach(type -> types.add(type.code()));
        List<Parsed> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            StringBuilder json = new StringBuilder("{'event_id': 'e" + i + "', 'event_type': '"
                    + types.get(i % types.size()) + "', 'event_timestamp': '2026-03-01T12:00:00Z'");
            json.append(random.nextBoolean() ? ", 'user_id': 'ada'" : "");
            double share = random.nextDouble();
            List<String> names = new ArrayList<>();
            for (String field : FIELDS) {
                String name = field.substring(0, field.indexOf(':'));
                if (random.nextDouble() < share && !names.contains(name)) {
                    names.add(name);
                    json.append(", ").append(field);
                }
            }
            Parsed parsed = TestWarehouse.parse(
                    json.append('}').toString().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            if (parsed instanceof Event) {
                events.add(parsed);
            }
        }
        return events;
    }
}
