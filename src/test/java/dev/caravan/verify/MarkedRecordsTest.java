package dev.caravan.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.event.Event;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.event.Parsed;
import dev.caravan.event.Reason;
import dev.caravan.event.Rejection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What verify sends is judged as it expects, and can be told from everything else. */
class MarkedRecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int VISITORS = 50;

    private static EventParser parser;

    private final Mark mark = new Mark(Mark.ALL_RUNS + "test-");
    private final MarkedBatch batch = new MarkedBatch(mark, "EUR");

    @BeforeAll
    static void readContract() throws Exception {
        parser = new EventParser(ZoneOffset.UTC, "EUR", EventContract.read(Path.of("quality/event.schema.json")));
    }

    @Test
    void everyEventOfTheBatchIsGoodAndBearsTheMark() {
        for (MarkedRecord sent : batch.events(VISITORS)) {
            assertThat(parse(sent)).isInstanceOfSatisfying(Event.class, event -> {
                assertThat(sent.key()).startsWith(Mark.ALL_RUNS).isEqualTo(event.visitorId());
                assertThat(event.sessionId()).startsWith(Mark.ALL_RUNS);
                assertThat(event.eventTime())
                        .isBetween(
                                MarkedBatch.DAY,
                                MarkedBatch.DAY.plus(Duration.ofDays(1)).minusMillis(1));
            });
        }
    }

    /** {@code remove-events.sql} takes out no other. */
    @Test
    void everySessionOrderAndProductThatTheBatchNamesBearsTheMark() throws Exception {
        for (MarkedRecord sent : batch.events(VISITORS)) {
            JsonNode json = Web.JSON.readTree(sent.json());
            for (String field : List.of("session_id", "order_id", "product_id")) {
                assertThat(json.findValuesAsText(field))
                        .as("%s of %s", field, sent.json())
                        .allMatch(name -> name.startsWith(Mark.ALL_RUNS));
            }
        }
    }

    @Test
    void theBatchHasOneOrderAVisitorAndIsWorthWhatItSays() {
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> orders = new HashSet<>();
        for (MarkedRecord sent : batch.events(VISITORS)) {
            if (parse(sent) instanceof Event event && event.revenue() != null) {
                sum = sum.add(event.revenue());
                orders.add(event.orderId());
            }
        }
        assertThat(orders).containsExactlyInAnyOrder(batch.sessions(VISITORS));
        assertThat(sum).isEqualByComparingTo(MarkedBatch.amount(VISITORS));
    }

    @Test
    void aBadRecordIsRejectedForItsReasonAtItsField() {
        for (BadRecord bad : BadRecord.all(mark, batch)) {
            assertThat(parse(bad.sent())).isInstanceOfSatisfying(Rejection.class, rejection -> {
                assertThat(rejection.reason().code()).isEqualTo(bad.reason());
                assertThat(rejection.errors().get(0).field()).isEqualTo(bad.field());
            });
        }
    }

    @Test
    void thereIsABadRecordForEachReasonThatASenderCanCause() {
        Set<Reason> bySenders = EnumSet.allOf(Reason.class);
        bySenders.remove(Reason.REJECTED_BY_DATABASE);
        bySenders.remove(Reason.PROCESSING_ERROR);
        assertThat(BadRecord.all(mark, batch))
                .extracting(BadRecord::reason)
                .containsExactlyInAnyOrderElementsOf(
                        bySenders.stream().map(Reason::code).toList());
    }

    private static Parsed parse(MarkedRecord sent) {
        return parser.parse(sent.json().getBytes(StandardCharsets.UTF_8), NOW);
    }
}
