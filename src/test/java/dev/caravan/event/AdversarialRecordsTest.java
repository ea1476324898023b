package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.event.AdversarialRecords.Bad;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdversarialRecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final EventParser parser = Parsers.shipped();

    static Stream<Bad> records() {
        return AdversarialRecords.stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyBadRecordIsRejectedForItsOneReason(Bad record) {
        Parsed parsed = parser.parse(record.bytes(), NOW);

        assertThat(parsed).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.reason()).as("%s", rejection).isEqualTo(record.expected());
            assertThat(rejection.errors())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(101)
                    .allSatisfy(error -> {
                        assertThat(error.rule()).isNotEmpty();
                        assertThat(error.message())
                                .isNotEmpty()
                                .doesNotContain("\0")
                                .hasSizeLessThan(600);
                        assertThat(error.field()).doesNotContain("\0").hasSizeLessThan(600);
                    });
        });
    }

    @Test
    void theNamesAreUniqueAndEveryReasonOfTheParserOccurs() {
        assertThat(records().map(Bad::name)).doesNotHaveDuplicates();
        assertThat(records().map(Bad::expected))
                .contains(
                        Reason.MALFORMED_JSON,
                        Reason.NOT_AN_OBJECT,
                        Reason.TOO_LARGE,
                        Reason.SCHEMA_VIOLATION,
                        Reason.UNKNOWN_EVENT_TYPE,
                        Reason.MISSING_VISITOR,
                        Reason.TIME_OUT_OF_RANGE);
    }

    @Test
    void nothingIsThrownForBytesThatWereAlteredAtRandom() {
        Random random = new Random(42);
        byte[] good =
                "{\"event_id\":\"a\",\"event_type\":\"purchase\",\"event_timestamp\":\"2020-01-01T00:00:00.5+01\","
                        .concat(
                                "\"user_id\":\"\\ud83d\\ude00\",\"price\":1.50e1,\"quantity\":2.0,\"currency\":\"EUR\",\"x\":[null],")
                        .concat(
                                "\"items\":[{\"price\":1e2,\"sku\":\"é\"}],\"raw_data\":{\"a\":{}},\"properties\":{\"b\":-0.0}}")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(good, NOW)).isInstanceOf(Event.class);

        for (int run = 0; run < 50_000; run++) {
            byte[] altered = good.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            Parsed parsed = parser.parse(altered, NOW);
            if (parsed instanceof Rejection rejection) {
                assertThat(rejection.reason()).as("run %d: %s", run, rejection).isNotEqualTo(Reason.PROCESSING_ERROR);
            }
        }
    }
}
