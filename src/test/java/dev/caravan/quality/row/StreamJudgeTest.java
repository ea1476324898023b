package dev.caravan.quality.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Received;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StreamJudgeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EventParser PARSER = new EventParser(ZoneOffset.UTC, "EUR", contract());

    private static EventContract contract() {
        try (InputStream in =
                Objects.requireNonNull(StreamJudgeTest.class.getResourceAsStream("/quality/event.schema.json"))) {
            return EventContract.read(in, "quality/event.schema.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StreamRecord record(long offset, int second, String json) {
        byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Received received = new Received(
                "ecommerce-events", 0, offset, NOON.plusSeconds(second).toEpochMilli(), null, value, List.of());
        return new StreamRecord(received, PARSER.parse(value, NOON.plusSeconds(second)), false);
    }

    private static StreamRecord view(long offset, int second, String more) {
        return record(
                offset,
                second,
                "{'event_id': 'e" + offset + "', 'event_type': 'page_view', 'user_id': 'ada',"
                        + " 'event_timestamp': '2026-03-01T12:00:00Z'" + more + "}");
    }

    private static Verdict only(WindowState state) {
        assertThat(state.verdicts()).hasSize(1);
        return state.verdicts().get(0);
    }

    @Test
    void aRecordIsInTheWindowOfItsOwnTimestamp() {
        StreamJudge judge = StreamJudge.of(
                Expected.stream(Expected.of(ExpectationType.EXPECT_TABLE_ROW_COUNT_TO_EQUAL, "value", 2)));
        Map<Instant, WindowState> states =
                judge.judge(List.of(view(0, 0, ""), view(1, 299, ""), view(2, 300, ""), view(3, -1, "")));
        assertThat(states.keySet()).containsExactly(NOON.minusSeconds(300), NOON, NOON.plusSeconds(300));
        assertThat(states.values().stream().map(WindowState::records)).containsExactly(1L, 2L, 1L);
        assertThat(only(Objects.requireNonNull(states.get(NOON))).success()).isTrue();
    }

    @Test
    void aRejectedRecordIsARowAsFarAsItsJsonGoes() {
        StreamJudge judge = StreamJudge.of(Expected.stream(
                Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL, "column", "event_id"),
                Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_NULL, "column", "rejection_reason"),
                Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_BETWEEN, "column", "price", "min_value", 0)));
        WindowState state = Objects.requireNonNull(judge.judge(List.of(
                        view(0, 0, ", 'price': 1.5"),
                        view(1, 0, ", 'price': '1.5'"),
                        record(2, 0, "{'event_id': 'half', 'price': -1, 'revenue'"),
                        record(3, 0, "nothing")))
                .get(NOON));
        assertThat(state.verdicts().stream()
                        .map(verdict -> Objects.requireNonNull(verdict.counts()).unexpected()))
                .containsExactly(1L, 3L, 2L);
        assertThat(Objects.requireNonNull(state.verdicts().get(2).counts()).partialUnexpected())
                .containsExactly("1.5", BigDecimal.valueOf(-1));
        assertThat(state.failing(1, null, 2)).containsExactly(new Place(0, 1), new Place(0, 2));
        assertThat(state.failing(1, new Place(0, 2), 2)).containsExactly(new Place(0, 3));
    }

    @Test
    void partsMergeInAnyOrderToTheSameBytes() {
        StreamJudge judge = StreamJudge.of(Expected.stream(Expected.where(
                new RowCondition.Not(new RowCondition.IsNull("country")),
                ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_IN_SET,
                "column",
                "country",
                "value_set",
                List.of("DE"))));
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(view(i, 0, ", 'country': '" + (i % 3 == 0 ? "FR" + i : "DE") + "'"));
        }
        byte[] whole = part(judge, records).toBytes();
        WindowState forward = judge.empty(NOON);
        WindowState backward = judge.empty(NOON);
        for (int i = 0; i < 500; i += 50) {
            forward.merge(part(judge, records.subList(i, i + 50)));
            backward.merge(part(judge, records.subList(450 - i, 500 - i)));
        }
        assertThat(forward.toBytes()).isEqualTo(whole);
        assertThat(backward.toBytes()).isEqualTo(whole);
        assertThat(Objects.requireNonNull(only(forward).counts()).unexpected()).isEqualTo(167);
    }

    private static WindowState part(StreamJudge judge, List<StreamRecord> records) {
        return judge.read(Objects.requireNonNull(judge.judge(records).get(NOON)).toBytes());
    }

    @Test
    void anUnknownColumnIsToldAndTheOthersAreJudged() {
        StreamJudge judge = StreamJudge.of(Expected.stream(
                Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL, "column", "colour"),
                Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL, "column", "visitor_id")));
        List<Verdict> verdicts = Objects.requireNonNull(
                        judge.judge(List.of(view(0, 0, ""))).get(NOON))
                .verdicts();
        assertThat(verdicts.get(0).exception()).startsWith("there is no column colour; the nearest name is ");
        assertThat(verdicts.get(1).success()).isTrue();
    }

    @Test
    void aStateOfOtherExpectationsIsRefused() {
        StreamJudge one = StreamJudge.of(
                Expected.stream(Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL, "column", "brand")));
        StreamJudge other = StreamJudge.of(
                Expected.stream(Expected.of(ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_NULL, "column", "brand")));
        byte[] bytes = one.empty(NOON).toBytes();
        assertThatThrownBy(() -> other.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the state must be of");
    }
}
